import { request } from "undici";
import type { TestStowage } from "#e2e/harness.ts";
import { Problem } from "#scripts/tools/problem.ts";

/** Signs the administrator in. @returns the cookie to send with requests. */
export async function signIn({ url, administrator }: TestStowage): Promise<string> {
  const { statusCode, headers, body } = await request(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(administrator),
  });
  await body.dump();
  const cookie = [headers["set-cookie"] ?? []].flat()[0]?.split(";")[0];
  if (cookie === undefined) throw new Problem(`Signing in answered ${statusCode} without a cookie.`);
  return cookie;
}
