import type { Sample } from "../sample.ts";
import { applicationSamples } from "./application.ts";
import { baseSamples } from "./base.ts";
import { chartSamples } from "./charts.ts";
import { helloSamples } from "./hello.ts";
import { otherSamples } from "./ledger.ts";
import { librarySamples } from "./library.ts";
import { workerSamples } from "./worker.ts";

/** All samples of the demo; bases come first, so that what is built on them mounts their layers. */
export const catalogue: readonly Sample[] = [
  ...baseSamples,
  ...helloSamples,
  ...librarySamples,
  ...applicationSamples,
  ...workerSamples,
  ...otherSamples,
  ...chartSamples,
];
