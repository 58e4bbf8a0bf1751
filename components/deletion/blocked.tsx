"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/problem/problem-view.tsx";
import { registrySettingsAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Problem } from "#lib/index/types.ts";

interface BlockedProps {
  readonly problem: Problem;
  readonly registry: { readonly slug: string; readonly name: string };
  readonly canConfigure: boolean;
}

const inFile = "storage:\n  delete:\n    enabled: true";
const inEnvironment = "REGISTRY_STORAGE_DELETE_ENABLED=true";

/** Codes with a sentence of their own here. */
const known = ["READ_ONLY", "DELETION_DISABLED", "UNAUTHORIZED", "DENIED", "TOKEN_REFUSED"] as const;

/** Why nothing can be deleted, and what an administrator can do about it. */
export function Blocked({ problem, registry, canConfigure }: BlockedProps) {
  const t = useTranslations("deletion.blocked");
  const code = known.find((one) => one === problem.code);
  const { title, advice } = useProblemText({ ...problem, detail: problem.message });
  return (
    <div className="space-y-3">
      {code === undefined ? (
        <Callout tone="warning" title={title}>
          {advice}
        </Callout>
      ) : (
        <Callout tone="warning">{t(code, { registry: registry.name })}</Callout>
      )}
      {code === "DELETION_DISABLED" && (
        <>
          <Lines text={inFile} label={t("copy")} />
          <p>{t("DELETION_DISABLED_environment")}</p>
          <Lines text={inEnvironment} label={t("copy")} />
        </>
      )}
      {canConfigure && code !== "DELETION_DISABLED" && (
        <Link href={registrySettingsAddress(registry.slug)} className={buttonClass()}>
          {t("settings")}
        </Link>
      )}
    </div>
  );
}

function Lines({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-line bg-subtle px-3 py-2">
      <pre className="min-w-0 flex-1 overflow-x-auto text-xs leading-6">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
