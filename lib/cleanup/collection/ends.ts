import type { Problem } from "#lib/index/types.ts";
import { interruption } from "./collection-rows.ts";
import type { CollectionState } from "./collection-types.ts";
import type { CollectorSetting } from "./collector-setting.ts";
import type { CommandEnd } from "./run-command.ts";
import type { WebhookEnd } from "./run-webhook.ts";

/** How a collection ended, and why not well. */
export interface CollectionEnd {
  readonly state: CollectionState;
  readonly problem: Pick<Problem, "code" | "message"> | null;
}

const failed = (code: string, message: string): CollectionEnd => ({
  state: "failed",
  problem: { code, message },
});

const interrupted: CollectionEnd = {
  state: "interrupted",
  problem: { code: interruption.problem_code, message: interruption.problem_message },
};

const tooLong = ({ hoursAtMost }: CollectorSetting): CollectionEnd =>
  failed(
    "COLLECTION_TOO_LONG",
    `The collection was ended after ${hoursAtMost} ${hoursAtMost === 1 ? "hour" : "hours"}. Look whether the registry runs; give it more time in the settings.`,
  );

/** What the end of a program means, in a sentence. Pure. */
export function endOfCommand(end: CommandEnd, path: string, setting: CollectorSetting): CollectionEnd {
  switch (end.kind) {
    case "exit":
      return end.code === 0
        ? { state: "done", problem: null }
        : failed(
            "COLLECTION_COMMAND_FAILED",
            `${path} ended with code ${end.code}. What it printed says why; look whether the registry runs.`,
          );
    case "killed":
      return failed(
        "COLLECTION_COMMAND_FAILED",
        `${path} was ended by ${end.by}. Look whether the registry runs.`,
      );
    case "timeout":
      return tooLong(setting);
    case "stopped":
      return interrupted;
    case "unable":
      return failed(
        "COLLECTION_COMMAND_UNABLE",
        `${path} of STOWAGE_COLLECT_COMMAND cannot be run: ${end.reason}. It must be there, and Stowage’s account must be allowed to execute it.`,
      );
  }
}

/** What the answer of a webhook means, in a sentence. Pure. */
export function endOfWebhook(end: WebhookEnd, url: string, setting: CollectorSetting): CollectionEnd {
  const host = URL.parse(url)?.host ?? url;
  switch (end.kind) {
    case "done":
      return { state: "done", problem: null };
    case "accepted":
      return { state: "accepted", problem: null };
    case "refused":
      return failed("COLLECTION_WEBHOOK_REFUSED", `The webhook at ${host} answered ${end.status}.`);
    case "timeout":
      return tooLong(setting);
    case "stopped":
      return interrupted;
    case "unable":
      return failed(
        "COLLECTION_WEBHOOK_UNREACHABLE",
        `The webhook at ${host} cannot be asked: ${end.reason}.`,
      );
  }
}
