import { expect, test } from "vitest";
import { formatBytes } from "./bytes.ts";

const english = {
  number: (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat("en", options).format(value),
};

test.each([
  [0, "0 B"],
  [1, "1 B"],
  [1023, "1,023 B"],
  [1024, "1 KiB"],
  [1500, "1.46 KiB"],
  [40 * 1024 * 1024 + 3, "40 MiB"],
  [1024 ** 2 - 1, "1 MiB"],
  [1000 * 1024, "1,000 KiB"],
  [5.5 * 1024 ** 3, "5.5 GiB"],
  [3 * 1024 ** 6, "3,072 PiB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes, english)).toBe(text);
});
