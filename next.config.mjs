import { existsSync, writeFileSync } from "node:fs";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./i18n/request.ts",
  experimental: {
    // Messages are parsed by the build, so that browsers need not load the parser.
    messages: { path: "./i18n/messages", format: "json", precompile: true },
  },
});

// A server in somebody's private network reports to nobody.
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Several servers can be built and run from one checkout: the demo, the tests, a development server.
const distDir = process.env.STOWAGE_DIST_DIR ?? ".next";
// Next writes the folder of its dist dir into the tsconfig it is given, so each but the usual one has a tsconfig of its own.
const tsconfigPath = distDir === ".next" ? "tsconfig.json" : `tsconfig${distDir}.json`;
if (!existsSync(tsconfigPath)) writeFileSync(tsconfigPath, '{ "extends": "./tsconfig.json" }\n');

/** @type {import("next").NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  // Next would send title and icon after the page to all but bots; browsers then ask for a /favicon.ico, which there is not.
  htmlLimitedBots: /.*/,
  typescript: { tsconfigPath },
  // undici keeps one Agent per registry; bundling it would duplicate its symbols per route.
  serverExternalPackages: ["undici"],
  experimental: {
    // forbidden() answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // How long a page that was fetched ahead, since somebody pointed at its link, may be shown, in seconds. It tells by
    // itself what has changed since.
    staleTimes: { static: 30 },
    optimizePackageImports: ["lucide-react", "@base-ui/react"],
  },
};

export default withNextIntl(config);
