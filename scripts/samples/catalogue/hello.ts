import { assemble, copy, settings } from "../dockerfile.ts";
import { greeter, type Processor } from "../greeter.ts";
import { buildImage, buildIndex, type Format, type PlatformOf } from "../image.ts";
import { buildLayer, file } from "../layer.ts";
import { sample } from "../sample.ts";

/** The platforms that multi-platform samples are built for. */
export const platforms: readonly (PlatformOf & { readonly processor: Processor })[] = [
  { os: "linux", architecture: "amd64", processor: "amd64" },
  { os: "linux", architecture: "arm64", variant: "v8", processor: "arm64" },
  { os: "linux", architecture: "arm", variant: "v7", processor: "arm" },
];

async function hello(version: string, created: string, format: Format) {
  const images = platforms.map(async ({ processor, ...platform }) => {
    const text = `Hello from Stowage ${version}, on ${platform.architecture}.\n`;
    const layer = await buildLayer([file("hello", greeter(processor, text), { mode: 0o755 })]);
    const execution = { Cmd: ["/hello"], Env: [`HELLO_VERSION=${version}`] };
    const { layers, history } = assemble(format === "docker" ? "classic" : "buildkit", new Date(created), [
      copy("hello", "/", layer),
      ...settings(execution),
    ]);
    return buildImage({ layers, format, config: { created, ...platform, config: execution, history } });
  });
  const children = (await Promise.all(images)).map((image) => ({ image }));
  return buildIndex({ children, format });
}

/** The smallest images that run: one static program of some hundred bytes, for three processors. */
export const helloSamples = [
  sample("hello", ["1.0.0", "1.0"], () => hello("1.0.0", "2024-12-02T10:00:00Z", "docker")),
  sample("hello", ["1.1.0", "1.1", "1", "latest"], () => hello("1.1.0", "2026-04-20T10:00:00Z", "oci")),
];
