import { HomePage } from "#components/home/home-page.tsx";
import { pagePrincipal } from "#lib/http/page.ts";
import { registryOverviews } from "#lib/index/known-repositories.ts";

/** Newest images that each registry contributes at most. */
const recentImages = 12;

/** The registries, and what is newest in them. */
export default async function Page() {
  const principal = await pagePrincipal("viewer");
  return (
    <HomePage
      overviews={await registryOverviews(recentImages)}
      canConfigure={principal.role === "administrator"}
    />
  );
}
