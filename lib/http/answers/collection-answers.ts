import { z } from "zod";
import { slugAnswer } from "./common.ts";

/** How a registry's garbage is collected. */
export const collectorAnswer = z.looseObject({});

/** What collecting garbage would free now. */
export const collectionForecastAnswer = z.looseObject({});

/** A part of a list. */
export const listPartAnswer = z.looseObject({});

/** Collections that were run, or told of. */
export const collectionsAnswer = z.looseObject({});

/** A collection. */
export const collectionRunAnswer = z.looseObject({ id: z.uuid(), registry: slugAnswer.optional() });
