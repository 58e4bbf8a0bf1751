import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  // Several servers can be built and run from one checkout: the demo, the tests, a development server.
  distDir: process.env.STOWAGE_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { tsconfigPath: "tsconfig.json" },
  // undici keeps one Agent per registry; bundling it would duplicate its symbols per route.
  serverExternalPackages: ["undici"],
  experimental: {
    optimizePackageImports: ["lucide-react", "@base-ui/react"],
  },
};

export default withNextIntl(config);
