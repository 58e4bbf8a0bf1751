import type { z } from "zod";
import type { PlanSelection } from "#lib/cleanup/plan/choice.ts";
import type { newPlanSchema } from "./plan-schemas.ts";

type From = z.infer<typeof newPlanSchema>["from"];

/** What was asked to be planned, as lib/cleanup takes it. */
export function selectionOf(from: Exclude<From, { kind: "untagged" | "policy" }>): PlanSelection {
  const { repository } = from;
  const nothing = { repository, seen: new Map(), untagged: [] };
  switch (from.kind) {
    case "tags": {
      const seen = new Map(
        from.tags.flatMap(({ tag, digest }) => (digest === undefined ? [] : [[tag, digest] as const])),
      );
      return { ...nothing, seen, selected: { kind: "some", tags: from.tags.map(({ tag }) => tag) } };
    }
    case "view":
      return { ...nothing, selected: { kind: "all", view: from.view, except: from.except } };
    case "manifests":
      return { ...nothing, selected: { kind: "some", tags: [] }, untagged: from.digests };
  }
}

/** What a plan is called to which nobody gave a title: the place, and where that is all, the one tag. */
export function titleOf(from: From): string {
  switch (from.kind) {
    case "tags": {
      const [first] = from.tags;
      return from.tags.length === 1 && first !== undefined
        ? `${from.repository}:${first.tag}`
        : from.repository;
    }
    case "view":
    case "manifests":
      return from.repository;
    case "policy":
      return from.policy;
    case "untagged":
      return from.repository ?? "untagged";
  }
}
