import { useTranslations } from "next-intl";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { AnonymousViewing } from "#lib/access/anonymous-viewing.ts";
import type { UserSummary } from "#lib/access/users.ts";
import { AnonymousSwitch } from "./anonymous-switch.tsx";
import { OwnPassword } from "./own-password.tsx";
import { UserList } from "./user-list.tsx";

interface AccessSettingsProps {
  readonly users: readonly UserSummary[];
  /** Of the administrator who looks. */
  readonly ownId: string;
  readonly anonymous: AnonymousViewing;
  readonly minimumPassword: number;
}

/** Who may look, delete and change settings. */
export function AccessSettings(props: AccessSettingsProps) {
  const { users, ownId, anonymous, minimumPassword } = props;
  const t = useTranslations("access");
  return (
    <>
      <PageHeader title={t("users.title")} description={t("users.description")} />
      <div className="space-y-10">
        <UserList users={users} ownId={ownId} minimumPassword={minimumPassword} />
        <AnonymousSwitch viewing={anonymous} />
        <OwnPassword minimumPassword={minimumPassword} />
      </div>
    </>
  );
}
