import { prepareSamples } from "./samples-template.ts";

/** Runs once before the workers, which then only copy a folder. */
export default async function globalSetup(): Promise<void> {
  await prepareSamples();
}
