import { z } from "zod";

/** The parameters of routes below `/api/registries/[registry]`. Whether there is such a registry, lib/settings tells. */
export const registryParams = z.object({
  registry: z.string().meta({ description: "The slug of a registry.", examples: ["prod"] }),
});
