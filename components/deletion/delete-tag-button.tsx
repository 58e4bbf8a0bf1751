"use client";

import { Lock, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { repositoryAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

// Loaded when it is first opened.
const DeletionDialog = dynamic(() =>
  import("./deletion-dialog.tsx").then(({ DeletionDialog: loaded }) => loaded),
);

interface DeleteTagButtonProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly repository: RepositoryName;
  readonly tag: Tag;
  /** Where the page shows it. */
  readonly digest: Digest;
  readonly canConfigure: boolean;
  /** The pattern by which nothing deletes it; null where it is not protected. */
  readonly protectedBy: string | null;
}

/** Deletes the tag that a page is about, and then leads to those that stay. */
export function DeleteTagButton(props: DeleteTagButtonProps) {
  const { registry, repository, tag, digest, canConfigure, protectedBy } = props;
  const t = useTranslations("deletion");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  if (protectedBy !== null) {
    return (
      <Badge title={t("protected.hint")}>
        <Lock aria-hidden />
        {t("protected.by", { pattern: protectedBy })}
      </Badge>
    );
  }
  return (
    <>
      <Button onClick={() => setOpen(true)} title={t("deleteTagHint", { tag })}>
        <Trash2 aria-hidden className="size-4 text-danger" />
        {t("deleteTag")}
      </Button>
      {open && (
        <DeletionDialog
          registry={registry}
          repository={repository}
          selected={{ kind: "tags", tags: [{ tag, digest }] }}
          canConfigure={canConfigure}
          onChanged={() => undefined}
          onClose={(_, gone) => {
            setOpen(false);
            if (gone.includes(tag)) router.push(repositoryAddress(registry.slug, repository));
          }}
        />
      )}
    </>
  );
}
