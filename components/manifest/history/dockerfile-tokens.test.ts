import fc from "fast-check";
import { expect, test } from "vitest";
import { dockerfileTokens } from "./dockerfile-tokens.ts";

const kinds = (text: string, kind: string) =>
  dockerfileTokens(text)
    .filter((token) => token.kind === kind)
    .map((token) => token.text);

test("tells the instruction, flags, strings, variables and operators of a RUN", () => {
  const text = "RUN apt-get install -y --no-install-recommends \"$PKG\" curl && echo 'done' > /tmp/$NAME";
  expect(kinds(text, "instruction")).toEqual(["RUN"]);
  expect(kinds(text, "flag")).toEqual(["-y", "--no-install-recommends"]);
  expect(kinds(text, "string")).toEqual(['"$PKG"', "'done'"]);
  expect(kinds(text, "variable")).toEqual(["$NAME"]);
  expect(kinds(text, "operator")).toEqual(["&&", ">"]);
});

test("tells keys from values in ENV and LABEL", () => {
  expect(kinds('ENV PATH=/usr/bin NODE_VERSION=24 NAME="a b"', "key")).toEqual([
    "PATH",
    "NODE_VERSION",
    "NAME",
  ]);
  expect(kinds("LABEL org.opencontainers.image.title=app", "key")).toEqual([
    "org.opencontainers.image.title",
  ]);
});

test("takes only an instruction's own flags for flags outside of shells", () => {
  expect(kinds("COPY --from=build --chown=1000 /app -x /", "flag")).toEqual(["--from=build", "--chown=1000"]);
});

test("reads comments in front of an instruction as comments", () => {
  expect(dockerfileTokens("# ARG VERSION=1\nRUN make").map(({ kind }) => kind)).toEqual([
    "comment",
    "instruction",
    "plain",
  ]);
});

test("leaves what is no instruction as it is", () => {
  expect(dockerfileTokens("bazel build ...")).toEqual([{ kind: "plain", text: "bazel build ..." }]);
});

test("loses no letter of any text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          "RUN ",
          "ENV ",
          "A=b",
          '"',
          "'",
          "\\",
          "\n",
          "$",
          "${",
          "}",
          "&&",
          " ",
          "#",
          "--x",
          "é",
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => `RUN ${parts.join("")}`),
  );
  fc.assert(
    fc.property(text, (any) => {
      expect(
        dockerfileTokens(any)
          .map((token) => token.text)
          .join(""),
      ).toBe(any);
    }),
  );
});

test("colours a command of a megabyte in a moment", () => {
  const start = performance.now();
  dockerfileTokens(`RUN ${"\"'$( ".repeat(5_000)}${"a=b && ".repeat(100_000)}`);
  expect(performance.now() - start).toBeLessThan(500);
});
