import type { Metadata } from "next";
import { Suspense } from "react";
import { ManifestSkeleton } from "#components/manifest/manifest-skeleton.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { loadViewParams, viewOf } from "#components/tag-table/view-params.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { readReferenceSegments } from "#lib/http/reference-segments.ts";
import { formatReference } from "#lib/oci/reference.ts";
import { Manifest } from "./manifest.tsx";
import { Repository } from "./repository.tsx";

type Props = PageProps<"/r/[registry]/[...reference]">;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { registry, reference } = await params;
  const read = await attempt(() => readReferenceSegments(reference));
  return read.ok ? { title: `${formatReference(read.value)} · ${registry}` } : {};
}

/** A repository, a tag or a manifest: whatever the reference in the address names. */
export default async function ReferencePage({ params, searchParams }: Props) {
  const principal = await pagePrincipal("viewer");
  const [{ registry, reference }, query] = await Promise.all([params, searchParams]);
  const read = await attempt(() => readReferenceSegments(reference));
  if (!read.ok) return <ProblemPage problem={read.problem} principal={principal} />;
  const { repository, tag, digest } = read.value;
  const manifest = digest ?? tag;
  if (manifest === undefined) {
    const view = viewOf(loadViewParams(query));
    return <Repository slug={registry} repository={repository} view={view} principal={principal} />;
  }
  const platform = one(query.platform);
  return (
    <Suspense key={`${manifest} ${platform}`} fallback={<ManifestSkeleton />}>
      <Manifest
        slug={registry}
        repository={repository}
        reference={manifest}
        view={one(query.view) ?? ""}
        platform={platform}
        principal={principal}
      />
    </Suspense>
  );
}
