import ipaddr from "ipaddr.js";
import type { Kysely } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import { TooManyAttemptsError } from "./access-error.ts";
import { usernameKey } from "./username.ts";

/** How a kind of subject is slowed: so many failures cost nothing, then each doubles the wait up to the longest. */
interface Pace {
  readonly free: number;
  readonly longest: number;
}

const second = 1_000;

/** By name, the wait stays short: whoever wants to lock somebody out by failing on purpose gains a minute at most. */
const paceOfUser: Pace = { free: 5, longest: 60 * second };

/** By address, it grows long; more failures are free, since a whole office may share one. */
const paceOfAddress: Pace = { free: 15, longest: 15 * 60 * second };

/** Failures are forgotten when none was added for this long. */
const memory = 60 * 60 * second;

/** An attempt that was let through and counted. */
export interface Attempt {
  /** Takes the count back: the attempt succeeded. What others failed from the same address stays counted. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt at signing in, before the password is looked at: of many at once, no more get through than of many
 * one after another.
 *
 * @param username as typed; undefined where only the address counts, as with the one-time code.
 * @throws {TooManyAttemptsError} where the name or the address has to wait; this is not counted.
 */
export async function countAttempt(
  db: Kysely<Schema>,
  { username, address }: { readonly username?: string; readonly address: string },
  now: number,
): Promise<Attempt> {
  const user = username === undefined ? [] : [{ subject: `user:${usernameKey(username)}`, pace: paceOfUser }];
  const subjects = [...user, { subject: `address:${throttledAddress(address)}`, pace: paceOfAddress }];

  await exclusively(db, "attempts", async (transaction) => {
    await transaction
      .deleteFrom("sign_in_failures")
      .where("last_failed_at", "<", now - memory)
      .execute();
    const names = subjects.map(({ subject }) => subject);
    const rows = await transaction
      .selectFrom("sign_in_failures")
      .selectAll()
      .where("subject", "in", names)
      .execute();
    const wait = Math.max(0, ...rows.map((row) => row.blocked_until - now));
    if (wait > 0) throw new TooManyAttemptsError(Math.ceil(wait / second));
    for (const { subject, pace } of subjects) {
      const failures = (rows.find((row) => row.subject === subject)?.failures ?? 0) + 1;
      const values = { failures, last_failed_at: now, blocked_until: now + delay(failures, pace) };
      await transaction
        .insertInto("sign_in_failures")
        .values({ subject, ...values })
        .onConflict((conflict) => conflict.column("subject").doUpdateSet(values))
        .execute();
    }
  });
  return { succeeded: () => takeBack(db, subjects, now) };
}

async function takeBack(
  db: Kysely<Schema>,
  subjects: readonly { readonly subject: string }[],
  now: number,
): Promise<void> {
  await exclusively(db, "attempts", async (transaction) => {
    for (const { subject } of subjects) {
      if (subject.startsWith("user:")) {
        await transaction.deleteFrom("sign_in_failures").where("subject", "=", subject).execute();
      } else {
        await transaction
          .updateTable("sign_in_failures")
          .set(({ eb }) => ({ failures: eb("failures", "-", 1), blocked_until: now }))
          .where("subject", "=", subject)
          .execute();
      }
    }
  });
}

/** How long to wait after the nth failure, in milliseconds: nothing at first, then 1, 2, 4… seconds. */
function delay(failures: number, pace: Pace): number {
  const excess = failures - pace.free;
  return excess < 0 ? 0 : Math.min(second * 2 ** Math.min(excess, 20), pace.longest);
}

/** Whoever has one IPv6 address usually has its whole /64, so that counts as one; IPv4 inside IPv6 counts as IPv4. */
export function throttledAddress(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString().replace(/%.*$/, "")}/64`);
  return `${network.toString()}/64`;
}
