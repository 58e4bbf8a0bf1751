"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DeletionPreview, TagToDelete } from "#lib/cleanup/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { Blocked } from "./blocked.tsx";
import { PreviewForm } from "./preview-form.tsx";
import { goneTags, unfinished } from "./progress.ts";
import { deletionRequest } from "./request.ts";
import { RunView } from "./run-view.tsx";
import { useDeletion } from "./use-deletion.ts";

interface DeletionDialogProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly repository: RepositoryName;
  readonly tags: readonly Tag[];
  readonly canConfigure: boolean;
  /** These tags are no longer in the registry. */
  readonly onGone: (tags: readonly Tag[]) => void;
  /** @param changed whether anything was deleted, or may have been. */
  readonly onClose: (changed: boolean) => void;
}

/** Deletes tags: first what would go and what stays, then how it goes, then what became of each. */
export function DeletionDialog({
  registry,
  repository,
  tags,
  canConfigure,
  onGone,
  onClose,
}: DeletionDialogProps) {
  const t = useTranslations("deletion");
  const [wanted] = useState(tags);
  const { progress, run } = useDeletion(registry.slug);
  const [asked, setAsked] = useState<readonly TagToDelete[]>([]);
  const preview = useQuery({
    queryKey: ["deletion-preview", registry.slug, repository, wanted],
    queryFn: ({ signal }) =>
      apiFetch<DeletionPreview>(`/api/registries/${registry.slug}/deletions/preview`, {
        method: "POST",
        body: { repository, tags: wanted },
        signal,
      }),
    // What is confirmed must be what is there now.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const start = async (request: ReturnType<typeof deletionRequest>) => {
    setAsked((before) => (before.length === 0 ? request.tags : before));
    onGone(goneTags(await run(request)));
  };
  const running = progress?.state === "running";
  const close = () => onClose(progress !== null);
  const count = asked.length;

  if (progress !== null) {
    const again = unfinished(asked, progress);
    return (
      <Dialog
        open
        wide
        dismissible={!running}
        onClose={close}
        title={running ? t("titleRunning", { count, repository }) : t("titleDone", { repository })}
        footer={
          <>
            {!running && again.length > 0 && (
              <Button onClick={() => start({ repository, tags: again, untagged: [] })}>
                {t("report.retry", { count: again.length })}
              </Button>
            )}
            <Button variant="primary" onClick={close}>
              {t("close")}
            </Button>
          </>
        }
      >
        <RunView tags={asked} progress={progress} />
      </Dialog>
    );
  }
  const { data, error, isFetching, refetch } = preview;
  if (data !== undefined && !isFetching) {
    if (data.blocked !== null) {
      return (
        <Dialog
          open
          onClose={close}
          title={t("titleBlocked", { repository })}
          footer={<Button onClick={close}>{t("close")}</Button>}
        >
          <Blocked problem={data.blocked} registry={registry} canConfigure={canConfigure} />
        </Dialog>
      );
    }
    return (
      <PreviewForm preview={data} onCancel={close} onConfirm={(all) => start(deletionRequest(data, all))} />
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={t("title", { count: wanted.length, tag: wanted[0] ?? "", repository })}
      footer={<Button onClick={close}>{t("cancel")}</Button>}
    >
      {error !== null && !isFetching ? (
        <ProblemView
          problem={problemFrom(error)}
          as="box"
          slug={registry.slug}
          canConfigure={canConfigure}
          action={
            <Button size="small" onClick={() => refetch()}>
              {t("tryAgain")}
            </Button>
          }
        />
      ) : (
        <div role="status" className="space-y-3">
          <p className="text-muted">{t("loading")}</p>
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </Dialog>
  );
}
