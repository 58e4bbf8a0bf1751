import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { isDigest } from "#lib/oci/digest.ts";
import { webAddress } from "../addresses.ts";
import { Digest } from "../parts/digest.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { Section } from "../parts/section.tsx";
import { TextWithLinks } from "../parts/text-with-links.tsx";
import { type KnownLabel, knownLabels } from "./known-labels.ts";

/** What the image says about itself by the labels and annotations that everybody understands. */
export function About({ labels }: { readonly labels: ReadonlyMap<KnownLabel, string> }) {
  const t = useTranslations("manifest.about");
  if (labels.size === 0) return null;
  return (
    <Section id="about" title={t("title")}>
      <Facts>
        {knownLabels.map((name) => {
          const value = labels.get(name);
          if (value === undefined) return null;
          return (
            <Fact key={name} name={t(nameOf(name))}>
              <Value name={name} value={value} source={labels.get("source")} />
            </Fact>
          );
        })}
      </Facts>
    </Section>
  );
}

/** Message keys have no dots in them. */
function nameOf(name: KnownLabel) {
  switch (name) {
    case "title":
      return "label.title";
    case "ref.name":
      return "label.refName";
    case "base.name":
      return "label.baseName";
    case "base.digest":
      return "label.baseDigest";
    default:
      return `label.${name}` as const;
  }
}

interface ValueProps {
  readonly name: KnownLabel;
  readonly value: string;
  readonly source: string | undefined;
}

function Value({ name, value, source }: ValueProps) {
  if (name === "created" && !Number.isNaN(Date.parse(value))) return <RelativeTime date={value} />;
  if (name === "base.digest" && isDigest(value)) return <Digest digest={value} />;
  if (name === "revision") {
    const address = commitAddress(source, value);
    if (address !== null) {
      return (
        <a className="link break-all font-mono text-[0.8125rem]" href={address} rel="noreferrer nofollow">
          {value}
        </a>
      );
    }
    return <code className="break-all text-[0.8125rem]">{value}</code>;
  }
  return <TextWithLinks text={value} />;
}

/** A commit's page, at the forges that are told by their host's name. */
function commitAddress(source: string | undefined, revision: string): string | null {
  const address = source === undefined ? null : webAddress(source.replace(/\.git$/, ""));
  if (address === null || !/^[0-9a-f]{7,64}$/.test(revision)) return null;
  const { hostname, pathname, origin } = new URL(address);
  const project = pathname.split("/").slice(0, 3).join("/");
  if (hostname === "github.com") return `${origin}${project}/commit/${revision}`;
  if (hostname === "gitlab.com") return `${origin}${pathname.replace(/\/$/, "")}/-/commit/${revision}`;
  return hostname === "codeberg.org" ? `${origin}${project}/commit/${revision}` : null;
}
