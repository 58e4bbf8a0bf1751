import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Descriptor, descriptorSchema } from "./descriptor.ts";
import { reconstructDockerfile } from "./dockerfile.ts";
import { imageConfigSchema } from "./image-config.ts";

interface Entry {
  created?: string;
  created_by?: string;
  comment?: string;
  author?: string;
  empty_layer?: boolean;
}

function layer(index: number, size = 100 + index): Descriptor {
  return descriptorSchema.parse({
    mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
    digest: `sha256:${index.toString(16).padStart(64, "0")}`,
    size,
  });
}

const layers = (count: number) => Array.from({ length: count }, (_, index) => layer(index));

function stepsOf(history: Entry[], layerCount = 0, rest: object = {}) {
  return reconstructDockerfile(
    imageConfigSchema.parse({ architecture: "amd64", os: "linux", history, ...rest }),
    layers(layerCount),
  );
}

/** The text of one step that made no layer, unless it says otherwise. */
function textOf(createdBy: string, config: object = {}, rest: object = {}) {
  return stepsOf([{ created_by: createdBy, empty_layer: true }], 0, { config, ...rest })[0]?.text;
}

describe("instructions that run nothing, as Docker's classic builder writes them", () => {
  it.each([
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]', 'CMD ["nginx", "-g", "daemon off;"]'],
    ['/bin/sh -c #(nop)  ENTRYPOINT ["/docker-entrypoint.sh"]', 'ENTRYPOINT ["/docker-entrypoint.sh"]'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "echo \\"hi\\""]', 'CMD ["/bin/sh", "-c", "echo \\"hi\\""]'],
    ["/bin/sh -c #(nop)  CMD []", "CMD []"],
    ['/bin/sh -c #(nop) ENTRYPOINT &{["/entrypoint.sh"]}', 'ENTRYPOINT ["/entrypoint.sh"]'],
    ["/bin/sh -c #(nop)  EXPOSE 80", "EXPOSE 80"],
    ["/bin/sh -c #(nop) EXPOSE 443/tcp 80/tcp", "EXPOSE 443/tcp 80/tcp"],
    ["/bin/sh -c #(nop) EXPOSE map[80/tcp:{} 443/tcp:{}]", "EXPOSE 80/tcp 443/tcp"],
    ["EXPOSE [11434/tcp]", "EXPOSE 11434/tcp"],
    ["/bin/sh -c #(nop)  VOLUME [/var/lib/mysql]", "VOLUME /var/lib/mysql"],
    ["/bin/sh -c #(nop) VOLUME [/data /config]", "VOLUME /data /config"],
    ['/bin/sh -c #(nop)  VOLUME ["/data"]', 'VOLUME ["/data"]'],
    ["/bin/sh -c #(nop)  USER [nobody]", "USER nobody"],
    ["/bin/sh -c #(nop)  USER 1000:1000", "USER 1000:1000"],
    ["/bin/sh -c #(nop) WORKDIR /usr/src/app", "WORKDIR /usr/src/app"],
    ["/bin/sh -c #(nop)  STOPSIGNAL [SIGTERM]", "STOPSIGNAL SIGTERM"],
    ["/bin/sh -c #(nop)  STOPSIGNAL SIGQUIT", "STOPSIGNAL SIGQUIT"],
    ["/bin/sh -c #(nop)  ARG RELEASE", "ARG RELEASE"],
    [
      '/bin/sh -c #(nop) MAINTAINER NGINX Docker Maintainers "docker-maint@nginx.com"',
      'MAINTAINER NGINX Docker Maintainers "docker-maint@nginx.com"',
    ],
    [
      "/bin/sh -c #(nop) ADD file:b4987bca8c4c4c640d6b71dcccfd7172b44771e0f851a47d05c00c2bb09dd9b4 in / ",
      "ADD file:b4987bca8c4c4c640d6b71dcccfd7172b44771e0f851a47d05c00c2bb09dd9b4 /",
    ],
    [
      "/bin/sh -c #(nop) COPY multi:99d5444b921eba56bcc323ee0a105beca3daad69ba31693c8eb837fa5d34211d in /etc/ ",
      "COPY multi:99d5444b921eba56bcc323ee0a105beca3daad69ba31693c8eb837fa5d34211d /etc/",
    ],
    [
      "/bin/sh -c #(nop) COPY --chown=node:node dir:7ea6f02e1e4a7c2b4d5e1f5d6f0e8b9a in /home/in/ ",
      "COPY --chown=node:node dir:7ea6f02e1e4a7c2b4d5e1f5d6f0e8b9a /home/in/",
    ],
    ["/bin/sh -c #(nop)  ONBUILD COPY . /usr/src/app", "ONBUILD COPY . /usr/src/app"],
    ['/bin/bash -o pipefail -c #(nop)  CMD ["x"]', 'CMD ["x"]'],
    ['|1 VERSION=1.2 /bin/sh -c #(nop)  CMD ["x"]', 'CMD ["x"]'],
    [
      'cmd /S /C #(nop)  CMD ["c:\\\\windows\\\\system32\\\\cmd.exe"]',
      'CMD ["c:\\\\windows\\\\system32\\\\cmd.exe"]',
    ],
    [
      "powershell -Command $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; #(nop)  ENV A=1",
      "ENV A=1",
    ],
  ])("%s", (createdBy, text) => {
    expect(textOf(createdBy)).toBe(text);
  });

  it("takes the words of an old list without quotes from the config, and else leaves them as they are", () => {
    const createdBy = "/bin/sh -c #(nop) CMD [nginx -g daemon off;]";
    expect(textOf(createdBy, { Cmd: ["nginx", "-g", "daemon off;"] })).toBe(
      'CMD ["nginx", "-g", "daemon off;"]',
    );
    expect(textOf(createdBy, { Cmd: ["other"] })).toBe("CMD [nginx -g daemon off;]");
  });
});

describe("healthchecks", () => {
  it.each([
    [
      'HEALTHCHECK &{["CMD-SHELL" "nc -z -w5 127.0.0.1 8080 || exit 1"] "1m0s" "5s" "1m0s" \'\\x00\'}',
      "HEALTHCHECK --interval=1m --timeout=5s --start-period=1m CMD nc -z -w5 127.0.0.1 8080 || exit 1",
    ],
    [
      'HEALTHCHECK &{["CMD-SHELL" "kong health"] "1m0s" "10s" "0s" "0s" \'\\n\'}',
      "HEALTHCHECK --interval=1m --timeout=10s --retries=10 CMD kong health",
    ],
    [
      'HEALTHCHECK &{["CMD" "curl" "-f" "http://localhost/"] "1h0m0s" "3s" "1m30s" "5s" \'\\x03\'}',
      'HEALTHCHECK --interval=1h --timeout=3s --start-period=1m30s --start-interval=5s --retries=3 CMD ["curl", "-f", "http://localhost/"]',
    ],
    ['/bin/sh -c #(nop)  HEALTHCHECK &{["NONE"] "0s" "0s" "0s" \'\\x00\'}', "HEALTHCHECK NONE"],
    ["HEALTHCHECK --interval=5s CMD true", "HEALTHCHECK --interval=5s CMD true"],
    ["HEALTHCHECK &{broken", "HEALTHCHECK &{broken"],
  ])("%s", (createdBy, text) => {
    expect(textOf(createdBy)).toBe(text);
  });
});

describe("commands", () => {
  it("loses the shell of a classic RUN", () => {
    expect(stepsOf([{ created_by: "/bin/sh -c apk add --no-cache curl" }], 1)[0]).toMatchObject({
      instruction: "RUN",
      text: "RUN apk add --no-cache curl",
      raw: "/bin/sh -c apk add --no-cache curl",
    });
  });

  it("loses the shell and the signature of a BuildKit RUN", () => {
    expect(textOf("RUN /bin/sh -c apk add --no-cache curl # buildkit")).toBe("RUN apk add --no-cache curl");
  });

  it("has a line for each && of a chain", () => {
    expect(
      textOf(
        "RUN /bin/sh -c apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* # buildkit",
      ),
    ).toBe(
      [
        "RUN apt-get update \\",
        "    && apt-get install -y curl \\",
        "    && rm -rf /var/lib/apt/lists/*",
      ].join("\n"),
    );
  });

  it("gives the lines of the nginx image their indentation back", () => {
    const createdBy =
      "/bin/sh -c set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 nginx     && apk add         curl         jq     && rm x";
    expect(textOf(createdBy)).toBe(
      [
        "RUN set -x \\",
        "    && addgroup -g 101 -S nginx \\",
        "    && adduser -S -D -H -u 101 nginx \\",
        "    && apk add \\",
        "        curl \\",
        "        jq \\",
        "    && rm x",
      ].join("\n"),
    );
  });

  it("gives the lines of the official images, indented by tabs, back", () => {
    const createdBy =
      'RUN /bin/sh -c set -eux; \tapt-get update; \tif [ -n "$x" ]; then \t\techo "a  b && c"; \tfi # buildkit';
    expect(textOf(createdBy)).toBe(
      [
        "RUN set -eux; \\",
        "    apt-get update; \\",
        '    if [ -n "$x" ]; then \\',
        '        echo "a  b && c"; \\',
        "    fi",
      ].join("\n"),
    );
  });

  it("names the build's arguments that a command saw", () => {
    expect(textOf("RUN |1 DEBIAN_FRONTEND=noninteractive /bin/sh -c apt update -y # buildkit")).toBe(
      "# ARG DEBIAN_FRONTEND=noninteractive\nRUN apt update -y",
    );
    expect(textOf("|2 VERSION=1.2 COMMIT= /bin/sh -c make")).toBe("# ARG VERSION=1.2 COMMIT=\nRUN make");
    expect(textOf("RUN |2 TITLE=two words B=1 /bin/sh -c make")).toBe(
      '# ARG TITLE="two words" B=1\nRUN make',
    );
    expect(textOf("RUN |1 A=1 make all # buildkit")).toBe("# ARG A=1\nRUN make all");
    expect(textOf("RUN |0 /bin/sh -c make")).toBe("RUN make");
  });

  it("knows the shell that a SHELL line before it set", () => {
    const steps = stepsOf(
      [
        { created_by: "SHELL [/bin/bash -o pipefail -c]", empty_layer: true },
        { created_by: "RUN /bin/bash -o pipefail -c curl x | tar x # buildkit" },
        { created_by: "RUN |1 A=b /bin/bash -o pipefail -c make # buildkit" },
      ],
      2,
    );
    expect(steps.map(({ text }) => text)).toEqual([
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      "RUN curl x | tar x",
      "# ARG A=b\nRUN make",
    ]);
  });

  it("leaves another shell in place where nothing set it", () => {
    expect(textOf("RUN /bin/bash -c make # buildkit")).toBe("RUN /bin/bash -c make");
  });

  it("leaves the lines of PowerShell as they are", () => {
    const shell = [
      "powershell",
      "-Command",
      "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';",
    ];
    const createdBy = `${shell.join(" ")} Invoke-WebRequest x    ; Remove-Item y -Force`;
    expect(textOf(createdBy, { Shell: shell }, { os: "windows" })).toBe(
      "RUN Invoke-WebRequest x    ; Remove-Item y -Force",
    );
    expect(textOf("cmd /S /C mkdir a && mkdir b", {}, { os: "windows" })).toBe("RUN mkdir a && mkdir b");
  });

  it("shows a command of several lines as the here-document that it was", () => {
    expect(textOf("RUN /bin/sh -c apk add curl\necho EOF\nEOF\n # buildkit")).toBe(
      "RUN <<EOFF\napk add curl\necho EOF\nEOF\nEOFF",
    );
    expect(textOf("RUN /bin/sh -c cat <<EOF > /x\nhello\nEOF # buildkit")).toBe(
      "RUN cat <<EOF > /x\nhello\nEOF",
    );
  });
});

describe("ENV, LABEL and ARG", () => {
  it("quotes values with blanks, telling the pairs apart by what the config knows", () => {
    const Env = ["PATH=/usr/bin", "JAVA_OPTS=-Xmx1g A=b -Dx=y", "B=1"];
    expect(textOf("ENV JAVA_OPTS=-Xmx1g A=b -Dx=y B=1", { Env })).toBe(
      'ENV JAVA_OPTS="-Xmx1g A=b -Dx=y" B=1',
    );
  });

  it("quotes values with blanks, telling the pairs apart by the keys where the config does not know them", () => {
    expect(textOf("LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>")).toBe(
      'LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"',
    );
    expect(textOf("LABEL name=CentOS Base Image vendor=CentOS license=GPLv2 build-date=20160701")).toBe(
      'LABEL name="CentOS Base Image" vendor=CentOS license=GPLv2 build-date=20160701',
    );
    expect(textOf("LABEL org.opencontainers.image.title=A b org.opencontainers.image.version=1")).toBe(
      'LABEL org.opencontainers.image.title="A b" org.opencontainers.image.version=1',
    );
  });

  it("keeps what is already a Dockerfile's", () => {
    expect(textOf("ENV PATH=/usr/local/sbin:/usr/local/bin NODE_VERSION=20.1.0")).toBe(
      "ENV PATH=/usr/local/sbin:/usr/local/bin NODE_VERSION=20.1.0",
    );
    expect(textOf("ENV NGINX_VERSION 1.25.3")).toBe("ENV NGINX_VERSION 1.25.3");
    expect(textOf("ENV OPTS -Da=b c")).toBe("ENV OPTS -Da=b c");
    expect(textOf('LABEL a="x y" b="z"')).toBe('LABEL a="x y" b="z"');
  });

  it("gives the lines of what is already a Dockerfile's back", () => {
    expect(textOf('/bin/sh -c #(nop) LABEL summary="$SUMMARY"       description="a  b"       x=y')).toBe(
      ['LABEL summary="$SUMMARY" \\', '      description="a  b" \\', "      x=y"].join("\n"),
    );
  });

  it("escapes what a Dockerfile would expand", () => {
    expect(textOf("ENV A=$HOME\\x y", { Env: ["A=$HOME\\x y"] })).toBe('ENV A="\\$HOME\\\\x y"');
    expect(textOf("ENV PATH=$PATH:/opt B=$A b=c", { Env: ["PATH=/usr/bin:/opt"] })).toBe(
      "ENV PATH=$PATH:/opt B=$A b=c",
    );
    expect(textOf("ENV A=$B c")).toBe('ENV A="$B c"');
  });

  it.each(["=", " ", "A=", "A= ", "a ", '"', "'", "$", "\\", "B=c "])(
    "is quick with a value of a great many %j",
    (piece) => {
      const Env = Array.from({ length: 1000 }, (_, index) => `E${index}=`);
      for (const length of [45_000, 1_000_000]) {
        const started = performance.now();
        for (const instruction of ["ENV", "LABEL", "ARG"]) {
          textOf(`${instruction} A= b${piece.repeat(length / piece.length)}`, { Env });
          textOf(`${instruction} A= b${piece.repeat(length / piece.length)}`, { Env: Env.slice(0, 400) });
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }
    },
  );

  it("is quick with anything else that is a megabyte long", () => {
    for (const words of [
      "CMD [",
      "HEALTHCHECK &{[",
      "RUN |9 ",
      "|99 A=",
      "/bin/sh -c #(nop)",
      "SHELL [",
      "EXPOSE map[",
      "COPY --a ",
    ]) {
      for (const piece of ['"a" ', "[", "a b ", "|1 ", "--x ", "/bin/sh -c ", "#(nop) ", "\n", "'\\"]) {
        const started = performance.now();
        textOf(words + piece.repeat(1e6 / piece.length));
        expect(performance.now() - started).toBeLessThan(1000);
      }
    }
  });
});

describe("an image of each tool", () => {
  it("reads a BuildKit image: nginx", () => {
    const comment = "buildkit.dockerfile.v0";
    const steps = stepsOf(
      [
        {
          created_by: "# debian.sh --arch 'amd64' out/ 'bookworm' '@1722816000'",
          comment: "debuerreotype 0.15",
        },
        {
          created_by: "LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>",
          comment,
          empty_layer: true,
        },
        { created_by: "ENV NGINX_VERSION=1.27.1", comment, empty_layer: true },
        { created_by: "RUN /bin/sh -c set -x     && groupadd nginx # buildkit", comment },
        { created_by: "COPY docker-entrypoint.sh / # buildkit", comment },
        { created_by: "EXPOSE map[80/tcp:{}]", comment, empty_layer: true },
        { created_by: "STOPSIGNAL SIGQUIT", comment, empty_layer: true },
      ],
      3,
    );
    expect(steps.map(({ instruction }) => instruction)).toEqual([
      "UNKNOWN",
      "LABEL",
      "ENV",
      "RUN",
      "COPY",
      "EXPOSE",
      "STOPSIGNAL",
    ]);
    expect(steps[0]).toMatchObject({
      text: "# debian.sh --arch 'amd64' out/ 'bookworm' '@1722816000'",
      comment: "debuerreotype 0.15",
      layer: { index: 0, guessed: false },
    });
    expect(steps[3]).not.toHaveProperty("comment");
    expect(steps[3]?.layer).toEqual({ index: 1, digest: layer(1).digest, size: 101, guessed: false });
    expect(steps[4]).toMatchObject({ text: "COPY docker-entrypoint.sh /", layer: { index: 2 } });
    expect(steps[5]).not.toHaveProperty("layer");
  });

  it("reads a Buildah image, with the base that its comments name but not the images in between", () => {
    const steps = stepsOf(
      [
        { created_by: "ADD fedora-20241031.tar / # buildkit", comment: "buildkit.dockerfile.v0" },
        {
          created: "2024-11-01T10:26:32.41866158Z",
          created_by: "/bin/sh -c dnf install -y httpd && dnf clean all -y ",
          comment: "FROM docker.io/library/fedora:latest",
        },
        {
          created_by:
            "/bin/sh -c #(nop) COPY file:846c7ee0fa97be3c73c8d2fb0dd482f31c2ec12d7e74ad2323e6c5bde9ef68ad in /var/www/html ",
          comment: "FROM 97ad0fd6a1a3",
        },
        {
          created_by: '/bin/sh -c #(nop) CMD ["/usr/sbin/httpd", "-DFOREGROUND"]',
          comment: "FROM f737afe7b188",
          empty_layer: true,
        },
      ],
      3,
    );
    expect(steps.map(({ instruction }) => instruction)).toEqual(["ADD", "FROM", "RUN", "COPY", "CMD"]);
    expect(steps[1]).toEqual({
      instruction: "FROM",
      text: "FROM docker.io/library/fedora:latest",
      raw: "FROM docker.io/library/fedora:latest",
      created: "2024-11-01T10:26:32.41866158Z",
      empty: true,
    });
    expect(steps[2]).toMatchObject({
      text: "RUN dnf install -y httpd \\\n    && dnf clean all -y",
      layer: { index: 1 },
    });
    expect(steps[4]?.text).toBe('CMD ["/usr/sbin/httpd", "-DFOREGROUND"]');
    expect(steps.every((step) => step.comment === undefined)).toBe(true);
  });

  it("reads a Kaniko image, which keeps the Dockerfile's own lines", () => {
    const steps = stepsOf(
      [
        { created_by: "RUN apk add --no-cache git", author: "kaniko" },
        { created_by: "COPY --from=build /out/app /usr/local/bin/app", author: "kaniko" },
      ],
      2,
    );
    expect(steps.map(({ text, author }) => [text, author])).toEqual([
      ["RUN apk add --no-cache git", "kaniko"],
      ["COPY --from=build /out/app /usr/local/bin/app", "kaniko"],
    ]);
  });

  it("shows what Jib, ko, buildpacks and apko say as comments", () => {
    const steps = stepsOf(
      [
        { created_by: "jib-maven-plugin:3.4.0", author: "Jib", comment: "dependencies" },
        {
          created_by: "ko build ko://example.com/cmd/app",
          author: "ko",
          comment: "go build output, at /ko-app/app",
        },
        { created_by: "Layer: 'node_modules', Created by buildpack: paketo-buildpacks/npm-install@1.3.0" },
        { created_by: "apko", author: "apko", comment: "This is an apko single-layer image" },
      ],
      4,
    );
    expect(steps.map(({ instruction, text }) => [instruction, text])).toEqual([
      ["UNKNOWN", "# jib-maven-plugin:3.4.0"],
      ["UNKNOWN", "# ko build ko://example.com/cmd/app"],
      ["UNKNOWN", "# Layer: 'node_modules', Created by buildpack: paketo-buildpacks/npm-install@1.3.0"],
      ["UNKNOWN", "# apko"],
    ]);
    expect(steps[0]).toMatchObject({ author: "Jib", comment: "dependencies", layer: { index: 0 } });
  });

  it("shows the comment where there is nothing else: docker import, a squashed build, Nix", () => {
    const steps = stepsOf(
      [
        { comment: "Imported from -" },
        { created_by: "", comment: "merge sha256:aa to sha256:bb" },
        { created: "1970-01-01T00:00:01Z", comment: "store paths: ['/nix/store/abc-glibc-2.38']" },
      ],
      3,
    );
    expect(steps.map(({ instruction, text }) => [instruction, text])).toEqual([
      ["UNKNOWN", "# Imported from -"],
      ["UNKNOWN", "# merge sha256:aa to sha256:bb"],
      ["UNKNOWN", "# store paths: ['/nix/store/abc-glibc-2.38']"],
    ]);
  });

  it("shows the base layers of Windows", () => {
    expect(textOf("Apply image 10.0.20348.2582", {}, { os: "windows" })).toBe(
      "# Apply image 10.0.20348.2582",
    );
  });

  it("takes the command of a committed container for nothing that a Dockerfile says", () => {
    expect(stepsOf([{ created_by: "bash" }], 1)[0]).toMatchObject({ instruction: "UNKNOWN", text: "# bash" });
  });
});

describe("history and layers that do not match", () => {
  it("has an unknown step for each layer of an image without history (Bazel)", () => {
    expect(stepsOf([], 2)).toEqual([
      {
        instruction: "UNKNOWN",
        text: "",
        raw: "",
        empty: false,
        layer: { index: 0, digest: layer(0).digest, size: 100, guessed: false },
      },
      {
        instruction: "UNKNOWN",
        text: "",
        raw: "",
        empty: false,
        layer: { index: 1, digest: layer(1).digest, size: 101, guessed: false },
      },
    ]);
  });

  it("adds unknown steps for layers of which history says nothing, and says that all is a guess", () => {
    const steps = stepsOf([{ created_by: "RUN a" }, { created_by: "ENV A=b", empty_layer: true }], 3);
    expect(steps.map(({ text, layer }) => [text, layer?.index, layer?.guessed])).toEqual([
      ["RUN a", 0, true],
      ["ENV A=b", undefined, undefined],
      ["", 1, true],
      ["", 2, true],
    ]);
  });

  it("leaves the steps beyond the last layer without one", () => {
    const steps = stepsOf([{ created_by: "RUN a" }, { created_by: "RUN b" }], 1);
    expect(steps.map(({ text, empty, layer }) => [text, empty, layer?.index, layer?.guessed])).toEqual([
      ["RUN a", false, 0, true],
      ["RUN b", false, undefined, undefined],
    ]);
  });

  it("has the uncompressed digest where the config has one for each layer, else none", () => {
    const history = [{ created_by: "RUN a" }, { created_by: "RUN b" }];
    const rootfs = (diff_ids: string[]) => ({ rootfs: { type: "layers", diff_ids } });
    expect(stepsOf(history, 2, rootfs(["sha256:a", "sha256:b"])).map((step) => step.layer?.diffId)).toEqual([
      "sha256:a",
      "sha256:b",
    ]);
    expect(stepsOf(history, 2, rootfs(["sha256:a"])).map((step) => step.layer?.diffId)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("names every layer exactly once, from the bottom, and never throws, whatever history says", () => {
    const words = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            "RUN",
            "|2",
            "A=b",
            "/bin/sh -c",
            "#(nop)",
            "CMD",
            "[",
            '"x',
            "]",
            "&{",
            "HEALTHCHECK",
            "'\\x",
            "ENV",
            "SHELL",
            "\n",
            "# buildkit",
          ),
        )
        .map((parts) => parts.join(" ")),
    );
    const entry = fc.record(
      { created_by: words, comment: words, author: words, empty_layer: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.nat(8), (history, count) => {
        const steps = stepsOf(history, count);
        const named = steps.flatMap((step) => (step.layer === undefined ? [] : [step.layer.index]));
        expect(named).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(steps.filter(({ empty, layer }) => empty && layer !== undefined)).toEqual([]);
      }),
    );
  });
});
