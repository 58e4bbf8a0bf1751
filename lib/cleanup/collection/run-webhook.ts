import { Agent, request } from "undici";
import { z } from "zod";
import { trustedCertificates } from "#lib/registry/transport.ts";
import type { PrintedReader } from "./printed.ts";

/** What is asked of a webhook. */
interface WebhookRun {
  readonly url: string;
  /** Sent as a bearer token; null for none. */
  readonly secret: string | null;
  readonly registry: string;
  readonly deleteUntagged: boolean;
  /** In milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly printed: PrintedReader;
}

/** How it ended. `accepted`: it was begun, and nobody tells when it ends (202). */
export type WebhookEnd =
  | { readonly kind: "done" }
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "stopped" }
  | { readonly kind: "unable"; readonly reason: string };

/** The most of an answer that is read, in characters. */
const longestAnswer = 32 * 1024 * 1024;

const answerSchema = z.object({ output: z.string().optional() });

/**
 * Asks a webhook to collect and waits for its answer: `POST` of `{"registry": slug, "deleteUntagged": boolean}`, to be answered
 * when it is done, with `{"output": what it printed}` where it tells that. Redirects are not followed: the secret is for this address.
 */
export async function runWebhook(run: WebhookRun): Promise<WebhookEnd> {
  const { url, secret, registry, deleteUntagged, timeout, signal, printed } = run;
  const agent = new Agent({
    connect: { ca: trustedCertificates(undefined), timeout: 10_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const late = AbortSignal.timeout(timeout);
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "user-agent": "stowage",
        ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      },
      body: JSON.stringify({ registry, deleteUntagged }),
      signal: AbortSignal.any([signal, late]),
    });
    const text = await textOf(body);
    if (statusCode < 200 || statusCode > 299) {
      printed.push(text);
      return { kind: "refused", status: statusCode };
    }
    printed.push(outputOf(text));
    return { kind: statusCode === 202 ? "accepted" : "done" };
  } catch (error) {
    if (signal.aborted) return { kind: "stopped" };
    if (late.aborted) return { kind: "timeout" };
    return { kind: "unable", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await agent.destroy();
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > longestAnswer) throw new Error("its answer is longer than 32 MiB");
  }
  return text + decoder.decode();
}

/** What an answer says was printed; the answer itself where it is no JSON. */
function outputOf(text: string): string {
  if (text.trim() === "") return "";
  try {
    return answerSchema.parse(JSON.parse(text)).output ?? "";
  } catch {
    return text;
  }
}
