"use client";

import { KeyRound, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAccessProblem } from "#components/access/access-problem.ts";
import { useSubmit } from "#components/access/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import type { TokenSummary } from "#lib/access/tokens/tokens.ts";
import { MadeTokenBox } from "./made-token.tsx";
import { type MadeToken, TokenForm } from "./token-form.tsx";
import { TokenList } from "./token-list.tsx";

interface TokenSettingsProps {
  readonly tokens: readonly TokenSummary[];
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly actions: readonly TokenAction[];
  readonly username: string;
  readonly publicUrl: string | null;
}

/** Tokens for the API: made, listed and revoked. */
export function TokenSettings({ tokens, registries, actions, username, publicUrl }: TokenSettingsProps) {
  const t = useTranslations("tokens");
  const router = useRouter();
  const toast = useToast();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken | null>(null);
  const [revoking, setRevoking] = useState<TokenSummary | null>(null);
  const { submit, problem, busy, forget } = useSubmit("DELETE");
  const { whole } = useAccessProblem(problem);
  const revoke = async ({ id, name }: TokenSummary) => {
    if ((await submit(`/api/tokens/${id}`)) === undefined) return;
    setRevoking(null);
    if (made?.summary.id === id) setMade(null);
    toast(t("revoked", { name }));
    router.refresh();
  };
  const begin = () => {
    setMade(null);
    setMaking(true);
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t.rich("description", {
          link: (words) => (
            <Link href="/reference" className="underline underline-offset-2">
              {words}
            </Link>
          ),
        })}
        actions={
          !making && (
            <Button variant="primary" onClick={begin}>
              <Plus aria-hidden className="size-4" />
              {t("new")}
            </Button>
          )
        }
      />
      <div className="space-y-5">
        {making && (
          <TokenForm
            actions={actions}
            registries={registries}
            onCancel={() => setMaking(false)}
            onMade={(one) => {
              setMaking(false);
              setMade(one);
              router.refresh();
            }}
          />
        )}
        {made !== null && <MadeTokenBox token={made.token} publicUrl={publicUrl} />}
        {tokens.length === 0 && !making ? (
          <EmptyState icon={<KeyRound aria-hidden />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        ) : (
          tokens.length > 0 && (
            <TokenList
              tokens={tokens}
              username={username}
              onRevoke={(token) => {
                forget();
                setRevoking(token);
              }}
            />
          )
        )}
      </div>
      {revoking !== null && (
        <Dialog
          open
          onClose={() => setRevoking(null)}
          title={t("revokeTitle", { name: revoking.name })}
          footer={
            <>
              <Button onClick={() => setRevoking(null)}>{t("cancel")}</Button>
              <Button variant="danger" busy={busy} onClick={() => revoke(revoking)}>
                {t("revoke")}
              </Button>
            </>
          }
        >
          <p>{t("revokeHint")}</p>
          {whole !== undefined && (
            <Callout tone="danger" role="alert">
              {whole}
            </Callout>
          )}
        </Dialog>
      )}
    </>
  );
}
