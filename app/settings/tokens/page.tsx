import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { TokenSettings } from "#components/tokens/token-settings.tsx";
import { tokenActions } from "#lib/access/tokens/scopes.ts";
import { listTokens } from "#lib/access/tokens/tokens.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { tokensOf } from "#lib/http/token-owner.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tokens");
  return { title: t("title") };
}

/** Tokens for the API: one's own, and for an administrator everybody's. */
export default async function TokensPage() {
  const principal = await pagePrincipal("operator");
  // Nobody but a user is an operator.
  if (principal.kind !== "user") return null;
  const [registries, tokens] = await Promise.all([
    knownRegistries(),
    attempt(() => listTokens(database(), tokensOf(principal))),
  ]);
  if (!tokens.ok) return <ProblemPage problem={tokens.problem} principal={principal} />;
  return (
    <TokenSettings
      tokens={tokens.value}
      registries={registries.map(({ slug, name }) => ({ slug, name }))}
      actions={tokenActions}
      username={principal.username}
      publicUrl={config().publicUrl ?? null}
    />
  );
}
