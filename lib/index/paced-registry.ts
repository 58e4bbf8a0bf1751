import { RegistryError } from "#lib/registry/error.ts";
import type { Registry, RegistryRequest } from "#lib/registry/open.ts";

/** How hard a registry is asked. */
export interface Pace {
  /** Requests that may be under way at a time, now. */
  readonly limit: number;
  /** Requests that were answered or failed so far. */
  readonly requests: number;
}

interface PaceOptions {
  /** Requests under way at the beginning, at the least and at the most. */
  readonly first?: number;
  readonly least?: number;
  readonly most?: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** An answer is late when it took this many times what answers take at the best. */
const lateFactor = 8;

/** No answer is late before this, in milliseconds. */
const neverLateBefore = 1_000;

/** Codes by which a registry says that it has too much to do. */
const overloaded: ReadonlySet<string> = new Set(["TOOMANYREQUESTS", "UNAVAILABLE", "TIMEOUT"]);

/**
 * A registry that is asked no more at a time than it can bear: one more after each full round of good answers, half as many
 * after it was late or said that it has too much to do. So several syncs' worth of work may be started at once.
 */
export function pacedRegistry(
  registry: Registry,
  { first = 8, least = 1, most = 32, now = () => performance.now() }: PaceOptions = {},
): { readonly registry: Registry; readonly pace: Pace } {
  let limit = first;
  let underWay = 0;
  let requests = 0;
  let good = 0;
  let halvings = 0;
  let best = Number.POSITIVE_INFINITY;
  const waiting: (() => void)[] = [];

  const next = () => {
    while (underWay < limit) {
      const start = waiting.shift();
      if (start === undefined) return;
      underWay += 1;
      start();
    }
  };
  const settle = (milliseconds: number, refused: boolean, startedIn: number) => {
    underWay -= 1;
    requests += 1;
    const late = milliseconds > Math.max(neverLateBefore, best * lateFactor);
    if (!refused) best = Math.min(best, milliseconds);
    if (refused || late) {
      good = 0;
      // What was under way together says the same thing once.
      if (startedIn === halvings) {
        limit = Math.max(least, Math.floor(limit / 2));
        halvings += 1;
      }
    } else {
      good += 1;
      if (good >= limit && limit < most) {
        limit += 1;
        good = 0;
      }
    }
    next();
  };
  const request = async (asked: RegistryRequest) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      next();
    });
    const start = now();
    const startedIn = halvings;
    try {
      const response = await registry.request(asked);
      settle(now() - start, false, startedIn);
      return response;
    } catch (error) {
      settle(now() - start, error instanceof RegistryError && overloaded.has(error.code), startedIn);
      throw error;
    }
  };
  return {
    registry: { ...registry, request },
    pace: {
      get limit() {
        return limit;
      },
      get requests() {
        return requests;
      },
    },
  };
}
