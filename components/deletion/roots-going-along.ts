import { apiFetch } from "#components/api/fetch.ts";
import { planApi } from "#components/plans/plan-state.ts";
import type { SomeItems } from "./use-some-items.ts";

/** Items of an answer. */
const atOnce = 1_000;

/**
 * The items of a plan to be taken out so that nothing goes along any more: manifests that lose their last tag, since what is inside
 * and attached stays with them. Or to be put back in: all that was taken out.
 */
export async function rootsGoingAlong(
  slug: string,
  plan: string,
  included: boolean,
): Promise<readonly number[]> {
  const positions: number[] = [];
  const part = included ? "stays" : "goes";
  for (let offset = 0; ; offset += atOnce) {
    const query = `role=along&states=planned&part=${part}&offset=${offset}&limit=${atOnce}`;
    const { items } = await apiFetch<SomeItems>(`${planApi(slug, plan)}/items?${query}`);
    for (const { position, role } of items) if (included || role === "image") positions.push(position);
    if (items.length < atOnce) return positions;
  }
}
