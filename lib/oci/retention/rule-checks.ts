import type { z } from "zod";

/** What a rule may say, as far as one part of it depends on another. */
interface CheckedRule {
  readonly action: "keep" | "delete";
  readonly note?: unknown;
  readonly tags?: unknown;
  readonly pulled?: unknown;
  readonly untagged?: unknown;
  readonly newest?: { readonly by: string; readonly per: string } | undefined;
  readonly beyondNewest?: { readonly by: string; readonly per: string } | undefined;
}

/** Checks what no part of a rule can check by itself. */
export function checkRule(rule: CheckedRule, context: z.RefinementCtx): void {
  const refuse = (path: string, code: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message, params: { code } });
  const { action, note: _, newest, beyondNewest, untagged, ...others } = rule;
  if (action === "delete" && newest !== undefined) {
    refuse(
      "newest",
      "NEWEST_DELETED",
      "would delete the newest: write beyondNewest to delete all but the newest, or make it a keep rule",
    );
  }
  if (action === "keep" && beyondNewest !== undefined) {
    refuse("beyondNewest", "BEYOND_KEPT", "is for delete rules: write newest to keep the newest");
  }
  const conditions = [newest, beyondNewest, untagged, ...Object.values(others)];
  if (action === "delete" && conditions.every((condition) => condition === undefined)) {
    refuse(
      "action",
      "NO_CONDITION",
      'has no condition, and would delete whatever no rule above it keeps: write tags: ["*"] where that is meant',
    );
  }
  if (untagged === undefined) return;
  if (others.tags !== undefined) {
    refuse("tags", "UNTAGGED_TAGS", "asks for a tag’s name where the rule speaks of manifests without tags");
  }
  for (const [path, its] of Object.entries({ newest, beyondNewest })) {
    if (its !== undefined && (its.by === "version" || its.per !== "none")) {
      refuse(path, "UNTAGGED_VERSION", "goes by versions, which manifests without tags do not have");
    }
  }
}
