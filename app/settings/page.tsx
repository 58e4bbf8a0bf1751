import { redirect } from "next/navigation";
import { pagePrincipal } from "#lib/http/page.ts";

/** Settings begin with the registries, and for operators with what is theirs. */
export default async function SettingsPage() {
  const { role } = await pagePrincipal("operator");
  redirect(role === "administrator" ? "/settings/registries" : "/settings/tokens");
}
