"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { DeletionPreview } from "#lib/cleanup/types.ts";
import { ConfirmByTyping } from "./confirm-by-typing.tsx";
import { confirmationFor } from "./confirmation.ts";
import { GoingTags } from "./going-tags.tsx";
import { ProtectedTags } from "./protected-tags.tsx";
import { UntaggedManifests } from "./untagged-manifests.tsx";

interface PreviewFormProps {
  readonly preview: DeletionPreview;
  readonly onCancel: () => void;
  /** @param withLeftovers what nothing names afterwards goes too. */
  readonly onConfirm: (withLeftovers: boolean) => void;
}

/** What would go and what stays, and the confirmation that fits the damage. */
export function PreviewForm({ preview, onCancel, onConfirm }: PreviewFormProps) {
  const t = useTranslations("deletion");
  const formId = useId();
  const [withLeftovers, setWithLeftovers] = useState(false);
  const [typed, setTyped] = useState("");
  const { repository, tags, stayingTags, unavailable } = preview;
  const confirmation = confirmationFor(preview);
  const confirmed = confirmation.kind === "button" || typed.trim() === confirmation.expected;
  const count = tags.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed) onConfirm(withLeftovers);
  };
  const nothing = count === 0;
  return (
    <Dialog
      open
      wide
      onClose={onCancel}
      title={
        nothing
          ? t("titleNothing", { repository })
          : t("title", { count, tag: tags[0]?.tag ?? "", repository })
      }
      footer={
        <>
          <Button onClick={onCancel}>{nothing ? t("close") : t("cancel")}</Button>
          {!nothing && (
            <Button type="submit" form={formId} variant="danger" disabled={!confirmed}>
              <Trash2 aria-hidden className="size-4" />
              {t("confirm.button", { count })}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-5">
        {!nothing && <GoingTags tags={tags} />}
        {preview.protected.length > 0 && <ProtectedTags tags={preview.protected} />}
        {unavailable.length > 0 && (
          <section aria-label={t("unavailable")}>
            <h3 className="mb-1 font-medium">{t("unavailable")}</h3>
            <ul className="text-muted">
              {unavailable.map(({ tag, problem }) => (
                <li key={tag} className="flex flex-wrap gap-x-2">
                  <code className="break-all text-foreground">{tag}</code>
                  {problem.code === "MANIFEST_UNKNOWN" ? t("unavailableReason.gone") : problem.message}
                </li>
              ))}
            </ul>
          </section>
        )}
        {!nothing && (
          <p className={stayingTags === 0 ? "font-medium text-danger" : "text-muted"}>
            {t("otherTags", { count: stayingTags })}
          </p>
        )}
        <UntaggedManifests
          preview={preview}
          withLeftovers={withLeftovers}
          setWithLeftovers={setWithLeftovers}
        />
        {!nothing && confirmation.kind === "typing" && (
          <ConfirmByTyping confirmation={confirmation} typed={typed} setTyped={setTyped} />
        )}
      </form>
    </Dialog>
  );
}
