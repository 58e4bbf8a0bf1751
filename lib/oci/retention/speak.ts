import type { ImageFacts, Judging } from "./facts.ts";
import { isTagFacts, type ReadyRule, type Verdict } from "./judge.ts";
import { type Candidate, type Place, placesOf } from "./places.ts";
import type { Newest } from "./policy.ts";
import type { Doubt, Unknown } from "./reason.ts";

/** What the rules have said of one tag or manifest so far. */
export interface Spoken {
  /** The rule that decided, from 0; null where none has. */
  rule: number | null;
  /** Why a keep rule keeps it that cannot be judged. */
  unknown: Unknown | null;
  place: Place | null;
  /** The first delete rule that cannot be judged. */
  doubt: Doubt | null;
}

/** What a rule says of one that it was asked about. */
type Saying = "holds" | "fails" | Unknown;

/**
 * Reads rules from the top. What is not known never deletes, not even by the places that others have or have not: of one
 * whose fate is in doubt, by a rule above or by this one, it is not known whether it takes a place, and a delete rule holds
 * only where it does both if it does and if it does not.
 *
 * @param isJudged what the rules speak of at all.
 * @returns what was said of each; undefined where nothing was.
 */
export function speak(
  rules: readonly (ReadyRule | undefined)[],
  all: readonly ImageFacts[],
  judging: Judging,
  isJudged: (facts: ImageFacts) => boolean,
): (Spoken | undefined)[] {
  const spoken: (Spoken | undefined)[] = all.map(() => undefined);
  let open: number[] = [];
  for (const [position, facts] of all.entries()) if (isJudged(facts)) open.push(position);
  // Kept since something is not known: had it been known, they might still take places below.
  const keptByDoubt: number[] = [];

  for (const [number, ready] of rules.entries()) {
    if (ready === undefined) continue;
    const { action, newest, beyondNewest } = ready.rule;
    const judged = (position: number): Verdict => {
      const facts = all[position];
      if (facts === undefined) return "fails";
      return ready.judge(facts, isTagFacts(facts) ? facts.tag : "", judging);
    };
    const apply = (position: number, saying: Saying, place: Place | null) => {
      if (saying === "fails") return;
      const its = spoken[position] ?? { rule: null, unknown: null, place: null, doubt: null };
      spoken[position] = its;
      if (saying !== "holds" && action === "delete") {
        its.doubt ??= { rule: number, unknown: saying };
        return;
      }
      its.rule = number;
      its.place = place;
      if (saying === "holds") return;
      its.unknown = saying;
      keptByDoubt.push(position);
    };
    const ranked = newest ?? beyondNewest;
    if (ranked === undefined) for (const position of open) apply(position, judged(position), null);
    else {
      const asking = open.map((position) => ({ position, verdict: judged(position) }));
      const before = keptByDoubt.map((position) => ({ position, verdict: judged(position) }));
      const taking = [...asking, ...before].filter(({ verdict }) => verdict !== "fails");
      const candidates = taking.flatMap(({ position, verdict }): Candidate[] => {
        const facts = all[position];
        const certain = verdict === "holds" && (spoken[position] ?? null) === null;
        return facts === undefined ? [] : [{ facts, sure: certain }];
      });
      const places = placesOf(candidates, ranked);
      const closed = new Set(keptByDoubt);
      for (const [index, { position, verdict }] of taking.entries()) {
        const place = places[index];
        if (place === undefined || closed.has(position)) continue;
        const saying = place === "unknown" ? dateOf(ranked) : byPlace(place, ranked.count, action);
        const together = saying === "holds" ? verdict : saying;
        apply(position, together, place === "unknown" ? null : place);
      }
    }
    open = open.filter((position) => (spoken[position]?.rule ?? null) === null);
  }
  return spoken;
}

function dateOf({ by }: Newest): Unknown {
  return by === "pushed" ? "pushed" : "created";
}

/** Whether a place is among the newest, or beyond them where that is asked. */
function byPlace({ least, most }: Place, count: number, action: "keep" | "delete"): Saying {
  const within = most <= count ? "holds" : least > count ? "fails" : "places";
  if (within === "places") return within;
  return (within === "holds") === (action === "keep") ? "holds" : "fails";
}
