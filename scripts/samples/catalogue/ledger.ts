import {
  cosignSignature,
  fallbackTag,
  referrersIndex,
  signatureReferrer,
  signatureTag,
  spdxReferrer,
} from "../attached.ts";
import { jsonContent } from "../content.ts";
import { assemble, copy, set, settings } from "../dockerfile.ts";
import { greeter } from "../greeter.ts";
import { buildArtifact, buildImage, buildIndex, descriptorOf, type Execution } from "../image.ts";
import { buildLayer, file } from "../layer.ts";
import { noise } from "../plausible.ts";
import { type Publication, sample } from "../sample.ts";
import { platforms } from "./hello.ts";
import { applicationPackages } from "./packages.ts";

const repository = "prod/payments/ledger";

async function ledger(version: string, created: string) {
  const execution: Execution = {
    User: "65532:65532",
    ExposedPorts: { "8443/tcp": {}, "9000/udp": {} },
    Env: ["SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt", `LEDGER_VERSION=${version}`],
    Entrypoint: ["/ledger"],
    Cmd: ["--listen=:8443"],
    Labels: {
      "org.opencontainers.image.version": version,
      "org.opencontainers.image.title": "ledger",
      "org.opencontainers.image.vendor": "Example Shipping",
    },
  };
  const data = await buildLayer(
    [
      file("etc/ssl/certs/ca-certificates.crt", "# The certificates of this demo: none.\n"),
      file("usr/share/ledger/rates.bin", noise(`rates ${version}`, 1_300_000)),
    ],
    { compression: "zstd" },
  );
  const images = platforms.slice(0, 2).map(async ({ processor, ...platform }) => {
    const program = await buildLayer(
      [file("ledger", greeter(processor, `ledger ${version}: all accounts balance.\n`), { mode: 0o755 })],
      { compression: "zstd" },
    );
    const { layers, history } = assemble("buildkit", new Date(created), [
      copy("--from=certificates /etc/ssl /usr/share/ledger", "/", data),
      copy("--from=build /out/ledger", "/ledger", program),
      ...settings(execution),
    ]);
    return { image: buildImage({ layers, config: { created, ...platform, config: execution, history } }) };
  });
  return buildIndex({
    children: await Promise.all(images),
    annotations: {
      "org.opencontainers.image.created": created,
      "org.opencontainers.image.version": version,
    },
  });
}

/** An image with a signature under cosign's tag, and a signature, a bill of materials and a scan's report as OCI 1.1 referrers. */
async function signedLedger(version: string, created: string): Promise<Publication> {
  const built = await ledger(version, created);
  const reference = `registry.stowage.example/${repository}`;
  const attachedAt = new Date(new Date(created).getTime() + 240_000);
  const report = buildArtifact({
    artifactType: "application/vnd.stowage.example.scan.v1+json",
    files: [
      {
        mediaType: "application/json",
        content: jsonContent({ scanner: "example", critical: 0, high: 1, medium: 3 }),
        annotations: { "org.opencontainers.image.title": "scan.json" },
      },
    ],
    subject: descriptorOf(built.mediaType, built.content),
    annotations: { "org.opencontainers.image.created": attachedAt.toISOString() },
  });
  const referrers = [
    signatureReferrer(reference, built, attachedAt),
    spdxReferrer("ledger", built, attachedAt, applicationPackages.slice(3)),
    report,
  ].map((referrer) => ({
    built: referrer,
    annotations: { "org.opencontainers.image.created": attachedAt.toISOString() },
  }));
  const digest = built.content.digest;
  return {
    built,
    attached: [
      { tag: signatureTag(digest), built: cosignSignature(reference, built) },
      { tag: fallbackTag(digest), built: referrersIndex(referrers) },
    ],
  };
}

/** BuildKit's cache as `--cache-to type=registry` leaves it: a manifest with layers that is no image. */
async function buildCache() {
  const layers = await Promise.all(
    ["one", "two", "three"].map((seed) => buildLayer([file(`cache/${seed}`, noise(seed, 200_000))])),
  );
  return buildArtifact({
    config: {
      mediaType: "application/vnd.buildkit.cacheconfig.v0",
      content: jsonContent({
        layers: layers.map((layer, index) => ({ blob: layer.content.digest, parent: index - 1 })),
        records: layers.map((layer, index) => ({ digest: layer.diffId, layers: [{ layer: index }] })),
      }),
    },
    files: layers.map((layer) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      content: layer.content,
    })),
  });
}

/** An image of nothing but settings, in a repository whose name is about as long as names may be. */
async function archived() {
  const created = "2024-11-30T23:59:59Z";
  const execution: Execution = { Labels: { retention: "10 years" }, Cmd: ["/minutes"] };
  const layer = await buildLayer([file("minutes/2024-11.txt", "Nothing was decided.\n")], {
    compression: "none",
  });
  const { layers, history } = assemble("buildkit", new Date(created), [
    copy("minutes", "/minutes", layer),
    set("LABEL retention=10 years"),
    ...settings({ Cmd: ["/minutes"] }),
  ]);
  return buildImage({ layers, config: { created, config: execution, history } });
}

const longName =
  "archive/department-of-inland-navigation-and-coastal-shipping/subcommittee-for-the-standardisation-of-mooring-equipment/working-group-on-bollards-cleats-and-fairleads/minutes-of-the-extraordinary-general-assembly";

export const otherSamples = [
  sample(repository, ["3.1.0"], () => ledger("3.1.0", "2026-06-15T12:00:00Z")),
  sample(repository, ["3.2.0", "3.2", "3", "latest"], () => signedLedger("3.2.0", "2026-10-05T07:45:00Z")),
  sample("platform/ci/buildcache", ["main"], buildCache),
  sample(longName, ["2024-11-30.final-version-after-corrections-by-the-secretary"], archived),
];
