import type { Forecast, Plan } from "#lib/cleanup/plan/types.ts";

/** More tags, or manifests, than this are not deleted by one click. */
const many = 10;

/** What a person has to do before a deletion begins, as fits its damage. */
export type Confirmation =
  | { readonly kind: "button" }
  | {
      readonly kind: "typing";
      readonly why: "everything" | "latest" | "many";
      /** What `expected` is: the name of the one repository, or how many tags or manifests go. */
      readonly what: "repository" | "tags" | "manifests";
      readonly expected: string;
    };

/** How to confirm that a plan is carried out. */
export function confirmationFor({ origin }: Pick<Plan, "origin">, forecast: Forecast): Confirmation {
  const { tags, manifests, emptied, latest } = forecast;
  const counted =
    tags > 0
      ? ({ what: "tags", expected: String(tags) } as const)
      : ({ what: "manifests", expected: String(manifests) } as const);
  const named =
    origin.kind === "selection" ? ({ what: "repository", expected: origin.repository } as const) : counted;
  if (emptied > 0) return { kind: "typing", why: "everything", ...named };
  if (latest > 0) return { kind: "typing", why: "latest", ...named };
  return Number(counted.expected) > many ? { kind: "typing", why: "many", ...counted } : { kind: "button" };
}

/** Whether what was typed is what a confirmation waits for. */
export function isConfirmed(confirmation: Confirmation, typed: string): boolean {
  return confirmation.kind === "button" || typed.trim() === confirmation.expected;
}
