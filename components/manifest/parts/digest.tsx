import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type Digest as DigestText, shortDigest } from "#lib/oci/digest.ts";

interface DigestProps {
  readonly digest: DigestText;
  /** Where the digest leads; text alone where there is nothing to open. */
  readonly href?: string;
}

/** A digest, short, with the whole of it to copy. */
export function Digest({ digest, href }: DigestProps) {
  const t = useTranslations("manifest");
  const short = shortDigest(digest);
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      {href === undefined ? (
        <code className="text-[0.8125rem]" title={digest}>
          {short}
        </code>
      ) : (
        <a className="link font-mono text-[0.8125rem]" href={href} title={digest}>
          {short}
        </a>
      )}
      <CopyButton text={digest} label={t("copyDigest", { digest: short })} />
    </span>
  );
}
