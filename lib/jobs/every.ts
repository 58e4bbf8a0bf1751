import { writeDown } from "./write-down.ts";

/** Work that is done again and again. */
interface Repeated {
  /** In milliseconds. A time that comes while the work is under way is left out. */
  readonly every: number;
  /** What it is, for whoever reads that it failed. */
  readonly what: string;
  /** Ends it; what is under way then ends by itself. */
  readonly signal: AbortSignal;
}

/** Does work again and again from now on, for the first time when its time has passed once. Its failures are written down. */
export function repeat({ every, what, signal }: Repeated, work: () => Promise<unknown>): void {
  let working = false;
  const timer = setInterval(() => {
    if (working) return;
    working = true;
    void work()
      .catch((error: unknown) => writeDown(what, error))
      .finally(() => {
        working = false;
      });
  }, every);
  timer.unref();
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}
