import { expect, test } from "vitest";
import { readHelmChart } from "./helm-chart.ts";

test("reads what a chart says about itself", () => {
  const chart = readHelmChart(
    JSON.stringify({
      apiVersion: "v2",
      name: "ledger",
      version: "1.4.0",
      appVersion: 2.1,
      description: "Books",
      sources: ["https://git.example/ledger"],
      maintainers: [{ name: "Ada", email: "ada@example.com" }, "odd", { name: "Grace" }],
      dependencies: [{ name: "postgresql", version: "16.x", repository: "oci://charts.example" }],
    }),
  );
  expect(chart).toMatchObject({
    name: "ledger",
    version: "1.4.0",
    appVersion: "2.1",
    description: "Books",
    home: null,
    deprecated: false,
    keywords: [],
    maintainers: [
      { name: "Ada", email: "ada@example.com" },
      { name: "Grace", email: null },
    ],
    dependencies: [{ name: "postgresql", version: "16.x", repository: "oci://charts.example" }],
  });
});

test("reads a chart with nothing but a name, and with null where lists belong", () => {
  expect(readHelmChart('{"name":"a","maintainers":null,"keywords":null,"sources":7}')).toMatchObject({
    name: "a",
    version: "",
    maintainers: [],
    sources: [],
  });
});

test("takes nothing else for a chart", () => {
  expect(readHelmChart("{}")).toBeNull();
  expect(readHelmChart("[1")).toBeNull();
  expect(readHelmChart("null")).toBeNull();
});
