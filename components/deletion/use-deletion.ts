"use client";

import { useCallback, useState } from "react";
import { apiStream } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import type { DeletionEvent } from "#lib/cleanup/types.ts";
import { advance, notStarted, type Progress } from "./progress.ts";
import type { DeletionRequest } from "./request.ts";

/** A deletion and how far it is. It goes on at the server when the person leaves. */
export function useDeletion(slug: string) {
  const [progress, setProgress] = useState<Progress | null>(null);

  const run = useCallback(
    async (request: DeletionRequest): Promise<Progress> => {
      let latest: Progress = { ...notStarted };
      const show = (next: Progress) => {
        latest = next;
        setProgress((before) =>
          // A second run keeps what the first one told of other tags.
          before === null
            ? next
            : {
                ...next,
                outcomes: new Map([...before.outcomes, ...next.outcomes]),
                untagged: new Map([...before.untagged, ...next.untagged]),
              },
        );
      };
      show(latest);
      try {
        for await (const event of apiStream<DeletionEvent>(`/api/registries/${slug}/deletions`, {
          method: "POST",
          body: request,
        })) {
          show(advance(latest, event));
        }
        if (latest.state === "running") show({ ...latest, state: "interrupted" });
      } catch (error) {
        const { code, detail, params = {} } = problemFrom(error);
        show({ ...latest, state: "interrupted", problem: { code, message: detail, params } });
      }
      return latest;
    },
    [slug],
  );
  return { progress, run };
}
