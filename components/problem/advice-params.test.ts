import { expect, test } from "vitest";
import { en } from "#i18n/messages/en.ts";
import { paramsOfAdvice } from "./advice-params.ts";

test.each(Object.entries(en.errors.advice))(
  "the advice for %s needs just what its sentence names",
  (code, message) => {
    const named = new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect([...paramsOfAdvice(code)].toSorted()).toEqual([...named].toSorted());
  },
);
