/// The parts of the customer's page that are the same for every session.
enum PageParts {
    /// What somebody finds who opens the service's address.
    static let welcome = """
        <h1>bcsession serve</h1>
        <p>This is the BankConnect session API on this machine, for tests. Point the base URL of your program to \
        <code>/bank-connect</code> here, and post a payload to <code>/bank-connect/v2/session/</code>.</p>
        <ul>
        <li><a href="/_bcsession/requests">the requests so far</a></li>
        <li><a href="/_bcsession/sessions">the sessions so far</a></li>
        </ul>
        """

    static let style = """

        :root { color-scheme: light dark; --text: #1b2430; --quiet: #4d5a6a; --paper: #ffffff; --back: #eef1f5;
          --line: #c9d1db; --accent: #0b57b0; --accent-text: #ffffff; --good: #14663a; --good-back: #e3f4ea;
          --bad: #9c1c1c; --bad-back: #fbe6e6; --banner: #fff3cf; --banner-text: #533f00;
          --data: #0b57b0; --life: #8a5a00; --today: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6ebf2; --quiet: #a9b5c4; --paper: #1a212b;
          --back: #10151c; --line: #3a4656; --accent: #8ab8ff; --accent-text: #0c1a2e; --good: #8fdcae;
          --good-back: #16301f; --bad: #ffb0a8; --bad-back: #3b1a18; --banner: #3a3010; --banner-text: #ffe39a;
          --data: #8ab8ff; --life: #e3b04b; --today: #ff8a80; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        .banner { margin: 0; padding: .5rem 1rem; background: var(--banner); color: var(--banner-text);
          text-align: center; }
        main { max-width: 44rem; margin: 1rem auto; padding: 1.25rem; background: var(--paper);
          border: 1px solid var(--line); border-radius: .75rem; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.2; }
        h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
        h3 { margin: 0 0 .5rem; font-size: 1rem; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
        a { color: var(--accent); }
        .aside { color: var(--quiet); }
        .verdict { display: flex; gap: .6rem; padding: .6rem .9rem; border-radius: .5rem; border: 1px solid; }
        .verdict p { margin: 0; }
        .verdict p + p { margin-top: .5rem; }
        .verdict.good { color: var(--good); background: var(--good-back); }
        .verdict.bad { color: var(--bad); background: var(--bad-back); }
        dl { margin: 1rem 0 0; }
        dl div { display: flex; gap: 1rem; padding: .45rem 0; border-bottom: 1px solid var(--line); }
        dt { flex: 0 0 8rem; color: var(--quiet); }
        dd { margin: 0; min-width: 0; }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; color: var(--quiet);
          font-size: .9rem; }
        .legend i { display: inline-block; width: 1rem; height: .6rem; border-radius: 2px; }
        .legend i.data { background: var(--data); } .legend i.life { background: var(--life); }
        .legend i.today { width: 3px; height: .9rem; background: var(--today); }
        .axis { display: flex; justify-content: space-between; margin: 0 0 .75rem; color: var(--quiet);
          font-size: .85rem; }
        .consent { padding: .9rem; margin: 0 0 .75rem; border: 1px solid var(--line); border-radius: .5rem; }
        svg { display: block; width: 100%; height: 2.5rem; border-radius: .25rem; }
        svg .track { fill: var(--back); } svg .data { fill: var(--data); } svg .life { fill: var(--life); }
        svg .today { fill: var(--today); }
        table { width: 100%; margin-top: .6rem; border-collapse: collapse; font-size: .95rem;
          overflow-wrap: normal; }
        strong { white-space: nowrap; }
        th, td { padding: .3rem .5rem .3rem 0; text-align: left; font-weight: normal; }
        thead th { color: var(--quiet); font-size: .85rem; border-bottom: 1px solid var(--line); }
        td { font-variant-numeric: tabular-nums; }
        .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem; }
        .actions > * { flex: 1 1 8rem; min-height: 3rem; padding: .7rem 1rem; border: 1px solid var(--accent);
          border-radius: .5rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none;
          cursor: pointer; background: transparent; color: var(--accent); }
        .actions > [hidden] { display: none; }
        .actions > .primary { background: var(--accent); color: var(--accent-text); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
        @media (max-width: 30rem) { main { margin: 0; border: 0; border-radius: 0; }
          dl div { display: block; } dd { font-weight: 600; }
          table { font-size: .85rem; } thead th { font-size: .8rem; } strong { white-space: normal; }
          .actions > * { flex-basis: 100%; } }

        """

    /// Sends the documented message where the customer came from a page around this one, or has no address to go to.
    static let script = """

        (() => {
          const actions = document.getElementById("actions");
          const { sessionId, linkId } = actions.dataset;
          const framed = window.parent !== window;
          const target = framed ? window.parent : window.opener || window;
          const payloads = {
            success: { sessionId, linkId },
            exit: { linkId, message: "The customer left" },
            error: { reason: "Net banking failed", linkId, error_type: "NB000" },
          };
          if (framed) {
            document.getElementById("fail").hidden = false;
            document.getElementById("way").textContent = "The page around this one gets a message.";
          }
          for (const control of actions.children) {
            control.addEventListener("click", (event) => {
              if (control.href && !framed) return;
              event.preventDefault();
              const status = control.dataset.status;
              target.postMessage({ type: "finbox-bankconnect", status, payload: payloads[status] }, "*");
              document.getElementById("sent").textContent = `Sent the message "${status}".`;
            });
          }
        })();

        """
}
