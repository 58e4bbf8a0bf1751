import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Challenge, readChallenges } from "./challenge.ts";

describe("the challenges of WWW-Authenticate", () => {
  test.each<[string, Challenge[]]>([
    ["", []],
    ["Basic", [{ scheme: "basic", parameters: {} }]],
    ['Basic realm="a, b"', [{ scheme: "basic", parameters: { realm: "a, b" } }]],
    ['basic Realm = "a\\"b"', [{ scheme: "basic", parameters: { realm: 'a"b' } }]],
    [
      'Bearer realm="https://auth.example/token",service="registry",scope="repository:a:pull,push"',
      [
        {
          scheme: "bearer",
          parameters: {
            realm: "https://auth.example/token",
            service: "registry",
            scope: "repository:a:pull,push",
          },
        },
      ],
    ],
    [
      'Negotiate, Basic realm="a", Bearer realm=b',
      [
        { scheme: "negotiate", parameters: {} },
        { scheme: "basic", parameters: { realm: "a" } },
        { scheme: "bearer", parameters: { realm: "b" } },
      ],
    ],
    [
      'Negotiate TlRMTVNTUAAB==, Basic realm="a"',
      [
        { scheme: "negotiate", parameters: {} },
        { scheme: "basic", parameters: { realm: "a" } },
      ],
    ],
    [
      'NTLM TlRMTVNTUAAB, Basic realm="a"',
      [
        { scheme: "ntlm", parameters: {} },
        { scheme: "basic", parameters: { realm: "a" } },
      ],
    ],
    ['Basic realm="never closed', [{ scheme: "basic", parameters: {} }]],
    ['Basic realm="a" ; Bearer', [{ scheme: "basic", parameters: { realm: "a" } }]],
  ])("%j are read", (header, challenges) => {
    expect(readChallenges(header)).toEqual(challenges);
  });

  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,8}$/);
  const value = fc.oneof(fc.string(), token);
  const written = fc.array(
    fc.record({
      scheme: token,
      parameters: fc.dictionary(
        fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/).filter((name) => name !== "__proto__"),
        value,
        { noNullPrototype: true, maxKeys: 4 },
      ),
    }),
    { maxLength: 4 },
  );

  test("are read back as they were written, whatever their values are", () => {
    fc.assert(
      fc.property(written, fc.boolean(), (challenges, spaced) => {
        const comma = spaced ? " , " : ",";
        const equals = spaced ? " = " : "=";
        const header = challenges
          .map(({ scheme, parameters }) => {
            const pairs = Object.entries(parameters).map(
              ([name, text]) => `${name}${equals}"${text.replace(/["\\]/g, "\\$&")}"`,
            );
            return [scheme, pairs.join(comma)].join(" ").trim();
          })
          .join(comma);
        expect(readChallenges(header)).toEqual(
          challenges.map(({ scheme, parameters }) => ({ scheme: scheme.toLowerCase(), parameters })),
        );
      }),
    );
  });

  test("are read without a failure and without an end from any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const { scheme } of readChallenges(text)) expect(scheme).toBe(scheme.toLowerCase());
      }),
      { numRuns: 2000 },
    );
  });
});
