import type { Plan, PlanCounts, PlanItem } from "#lib/cleanup/plan/types.ts";

/** A plan in a few lines: what goes, and what that frees. */
export function summaryLines(plan: Plan): string[] {
  const { forecast } = plan;
  const lines = [`Plan ${plan.registry}/${plan.id} (${plan.title}): ${plan.state}`];
  if (plan.problem !== null) lines.push(plan.problem.message);
  if (forecast !== null && plan.begunAt === null) {
    const { tags, manifests, repositories, staying, bytes, unread } = forecast;
    lines.push(
      `${counted(tags, "tag")} and ${counted(manifests, "manifest")} in ${counted(repositories, "repository", "repositories")} go; ${counted(staying, "manifest")} that hang together with them stay.`,
      `Collecting garbage then frees ${byteCount(bytes)}${unread === 0 ? "" : ` at most: ${counted(unread, "tag")} of the registry were not read yet`}.`,
    );
  }
  if (plan.begunAt !== null) lines.push(countsLine(plan.counts));
  return lines;
}

/** One line for each item. */
export function itemLine(item: PlanItem): string {
  const { repository, kind, reference, role, state, leftOut } = item;
  const place = kind === "tag" ? `${repository}:${reference}` : `${repository}@${reference}`;
  const what = leftOut ? "left out" : state;
  const why = item.problem?.message ?? reasonOf(item);
  return [what.padEnd(8), place, role === "chosen" ? "" : `(${role})`, why]
    .filter((part) => part !== "")
    .join("  ");
}

function reasonOf({ holder, reason }: PlanItem): string {
  if (holder?.by === "tag") return `the tag ${holder.tag} is on it`;
  if (holder?.by === "index")
    return `${holder.tag === null ? holder.index : `the tag ${holder.tag}`} holds it`;
  if (holder?.by === "subject") return `it is about ${holder.subject}, which stays`;
  return reason?.code ?? "";
}

function countsLine(counts: PlanCounts): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return told.map(([state, count]) => `${count} ${state}`).join(", ") || "Nothing was done.";
}

/** Bytes as a person reads them: decimal, as registries and disks are sold. */
function byteCount(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
