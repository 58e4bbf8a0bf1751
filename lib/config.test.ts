import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { generate } from "selfsigned";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { booleanVariable, integerVariable } from "./config-values.ts";

const noFiles = (path: string): string => {
  throw new Error(`ENOENT: ${path}`);
};

describe("readConfig", () => {
  test("needs nothing", () => {
    expect(readConfig({}, noFiles)).toEqual({
      dataDir: `${process.cwd()}/data`,
      activityDays: 90,
      host: "0.0.0.0",
      port: 3000,
      registries: [],
      syncInterval: 15,
      trustedProxies: 0,
    });
  });

  test("makes a registry of REGISTRY_URL alone, plain HTTP included", () => {
    const { registries } = readConfig({ REGISTRY_URL: "http://192.168.56.101:5000" }, noFiles);
    expect(registries).toEqual([
      {
        setting: {
          slug: "192-168-56-101-5000",
          name: "192.168.56.101:5000",
          url: "http://192.168.56.101:5000",
          plainHttp: true,
          skipTlsVerify: false,
          hasPassword: false,
          readOnly: false,
          repositories: [],
          origin: "environment",
        },
      },
    ]);
  });

  test("reads every variable of a registry", async () => {
    const { cert } = await generate([{ name: "commonName", value: "test" }]);
    const files: Record<string, string> = { "/ca.pem": `a remark\n${cert}`, "/password": "pass word\n" };
    const { registries } = readConfig(
      {
        REGISTRY_URL: "https://Registry.example.com/v2/",
        REGISTRY_NAME: "Production",
        REGISTRY_SLUG: "prod",
        REGISTRY_USERNAME: "robot",
        REGISTRY_PASSWORD_FILE: "/password",
        REGISTRY_CA_FILE: "/ca.pem",
        REGISTRY_SKIP_TLS_VERIFY: "No",
        REGISTRY_PUBLIC_ADDRESS: "registry.example.com",
        REGISTRY_READ_ONLY: "1",
        REGISTRY_REPOSITORIES: "team/app, team/api\nbase",
      },
      (path) => files[path] ?? noFiles(path),
    );
    expect(registries).toHaveLength(1);
    expect(registries[0]?.password).toBe("pass word");
    expect(registries[0]?.setting).toMatchObject({
      slug: "prod",
      name: "Production",
      url: "https://registry.example.com",
      plainHttp: false,
      username: "robot",
      hasPassword: true,
      publicAddress: "registry.example.com",
      readOnly: true,
      repositories: ["team/app", "team/api", "base"],
    });
    expect(new X509Certificate(registries[0]?.setting.ca ?? "").subject).toBe("CN=test");
  });

  test("reads several registries from a file, with secrets in files of their own", () => {
    const files: Record<string, string> = {
      "/registries.json": JSON.stringify([
        { slug: "a", name: "A", url: "a.example.com", username: "u", passwordFile: "/a" },
        { slug: "b", name: "B", url: "http://b.example.com", plainHttp: true },
      ]),
      "/a": "secret\n",
    };
    const { registries } = readConfig(
      { STOWAGE_REGISTRIES_FILE: "/registries.json" },
      (path) => files[path] ?? noFiles(path),
    );
    expect(registries.map(({ setting, password }) => [setting.slug, setting.origin, password])).toEqual([
      ["a", "file", "secret"],
      ["b", "file", undefined],
    ]);
  });

  test("takes one path for what collects garbage, as it is", () => {
    const path = "/usr/local/bin/collect garbage";
    expect(readConfig({ STOWAGE_COLLECT_COMMAND: path }).collectCommand).toBe(path);
  });

  test("takes an empty variable for one that is not set", () => {
    expect(readConfig({ REGISTRY_URL: "", REGISTRY_PASSWORD: "", PORT: " " }, noFiles)).toEqual(
      readConfig({}, noFiles),
    );
  });

  test.each([
    [{ PORT: "http" }, /^PORT must be a whole number/],
    [{ PORT: "65536" }, /^PORT /],
    [{ HOST: "a b" }, /^HOST /],
    [{ DATABASE_URL: "mysql://db.example.com/stowage" }, /^DATABASE_URL must name a PostgreSQL database/],
    [{ DATABASE_URL: "db.example.com/stowage" }, /^DATABASE_URL must/],
    [{ DATABASE_URL: "postgres://db/a", DATABASE_URL_FILE: "/f" }, /^DATABASE_URL_FILE names a file/],
    [{ STOWAGE_SECRET: "short" }, /^STOWAGE_SECRET must have at least 32/],
    [{ STOWAGE_URL: "stowage.example.com" }, /^STOWAGE_URL /],
    [{ STOWAGE_URL: "https://example.com/stowage" }, /^STOWAGE_URL /],
    [{ STOWAGE_ANONYMOUS_VIEWING: "maybe" }, /^STOWAGE_ANONYMOUS_VIEWING must be true or false/],
    [{ STOWAGE_TRUST_PROXY: "10.0.0.1" }, /^STOWAGE_TRUST_PROXY /],
    [
      { STOWAGE_COLLECT_COMMAND: "docker exec registry" },
      /^STOWAGE_COLLECT_COMMAND must be the absolute path/,
    ],
    [{ STOWAGE_ADMIN_USERNAME: "ada" }, /^STOWAGE_ADMIN_USERNAME is set, but STOWAGE_ADMIN_PASSWORD is not/],
    [{ STOWAGE_ADMIN_PASSWORD: "long enough!" }, /^STOWAGE_ADMIN_PASSWORD is set/],
    [{ STOWAGE_ADMIN_USERNAME: "ada", STOWAGE_ADMIN_PASSWORD: "short" }, /^STOWAGE_ADMIN_PASSWORD must have/],
    [
      { STOWAGE_ADMIN_USERNAME: "a b", STOWAGE_ADMIN_PASSWORD: "long enough!" },
      /^STOWAGE_ADMIN_USERNAME must/,
    ],
    [{ REGISTRY_URL: "ftp://example.com" }, /^REGISTRY_URL must start with https/],
    [{ REGISTRY_URL: "foo://" }, /^REGISTRY_URL /],
    [{ REGISTRY_URL: "https://user:pass@example.com" }, /^REGISTRY_URL must not hold a user name/],
    [{ REGISTRY_URL: "a.example", REGISTRY_SLUG: "Prod" }, /^REGISTRY_SLUG /],
    [{ REGISTRY_URL: "a.example", REGISTRY_REPOSITORIES: "Team/App" }, /^REGISTRY_REPOSITORIES .*Team\/App/],
    [{ REGISTRY_URL: "a.example", REGISTRY_CA_FILE: "/none" }, /^REGISTRY_CA_FILE names a file .*\/none/],
    [{ REGISTRY_URL: "a.example", REGISTRY_PASSWORD: "p" }, /^REGISTRY_USERNAME is needed/],
    [{ REGISTRY_NAME: "lonely" }, /^REGISTRY_NAME is set, but REGISTRY_URL/],
    [{ STOWAGE_REGISTRIES_FILE: "/none" }, /^STOWAGE_REGISTRIES_FILE names a file that cannot be read/],
  ])("refuses %o with a sentence that names the variable", (env, sentence) => {
    expect(() => readConfig(env, noFiles)).toThrow(ConfigError);
    expect(() => readConfig(env, noFiles)).toThrow(sentence);
  });

  test.each([
    "postgres://stowage:p%40ss@db.example.com:5432/stowage?sslmode=verify-full",
    "postgresql://localhost/stowage",
    "postgres:///stowage?host=/run/postgresql",
  ])("takes %s for a PostgreSQL database, from a file too", (url) => {
    expect(readConfig({ DATABASE_URL: url }, noFiles).databaseUrl).toBe(url);
    expect(readConfig({ DATABASE_URL_FILE: "/url" }, () => `${url}\n`).databaseUrl).toBe(url);
  });

  test.each(["postgres://u:hunter2@[db/x", "http://u:hunter2@db/x", "postgres//u:hunter2@db/x"])(
    "does not repeat the password of a database that it refuses: %s",
    (url) => {
      expect(() => readConfig({ DATABASE_URL: url }, noFiles)).toThrow(/^DATABASE_URL must/);
      expect(() => readConfig({ DATABASE_URL: url }, noFiles)).not.toThrow(/hunter2/);
    },
  );

  test("does not repeat a password that it refuses", () => {
    const env = { STOWAGE_REGISTRIES_FILE: "/f" };
    const broken = () => '[{ "slug": "a", "password": "hunter2hunter2" ';
    expect(() => readConfig(env, broken)).toThrow(/not JSON/);
    const unknown = () => '[{ "slug": "a", "name": "A", "url": "a.example", "passwort": "hunter2hunter2" }]';
    expect(() => readConfig(env, unknown)).toThrow(/passwort/);
    for (const text of [broken, unknown]) {
      expect(() => readConfig(env, text)).not.toThrow(/hunter2/);
    }
  });

  test("refuses a slug that both the environment and the file name", () => {
    const env = { REGISTRY_URL: "a.example", REGISTRY_SLUG: "a", STOWAGE_REGISTRIES_FILE: "/f" };
    const file = () => '[{ "slug": "a", "name": "A", "url": "a.example" }]';
    expect(() => readConfig(env, file)).toThrow(/STOWAGE_REGISTRIES_FILE.*“a”/);
  });
});

describe("variables", () => {
  test("a boolean is one of eight words in any case, or refused", () => {
    const words = fc.oneof(fc.constantFrom("true", "Yes", "ON", "1", "FALSE", "no", "Off", "0"), fc.string());
    fc.assert(
      fc.property(words, (text) => {
        const word = text.trim().toLowerCase();
        if (word === "") expect(booleanVariable({ X: text }, "X")).toBeUndefined();
        else if (["true", "yes", "on", "1"].includes(word))
          expect(booleanVariable({ X: text }, "X")).toBe(true);
        else if (["false", "no", "off", "0"].includes(word))
          expect(booleanVariable({ X: text }, "X")).toBe(false);
        else expect(() => booleanVariable({ X: text }, "X")).toThrow(/^X must be true or false/);
      }),
    );
  });

  test("a whole number comes back as it was, or is refused outside its bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 100_000 }), (number) => {
        const read = () => integerVariable({ X: String(number) }, "X", 0, 65_535);
        if (number >= 0 && number <= 65_535) expect(read()).toBe(number);
        else expect(read).toThrow(ConfigError);
      }),
    );
  });
});
