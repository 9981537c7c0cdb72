/** The design tokens that this one page needs: linen, ink, the selvedge, accent links. Light and dark. */
export const outageStyle = `
:root{color-scheme:light dark;--ground:#f3f4ec;--ink:#211c17;--ink-2:#4a443c;--accent:#124f3b;--stop:#8a1a1a}
@media (prefers-color-scheme:dark){:root{--ground:#141a18;--ink:#f5f1e6;--ink-2:#cbc8bb;--accent:#98d3ba;--stop:#ffb4a6}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:1.125rem/1.55 "Atkinson Hyperlegible Next",Verdana,sans-serif}
body::before{content:"";display:block;height:18px;background:linear-gradient(var(--accent) 2px,transparent 2px 5px,var(--accent) 5px 13px,transparent 13px 16px,var(--accent) 16px)}
main{max-width:36rem;padding:3rem clamp(1.25rem,5vw,3.5rem)}
h1{margin:0 0 1.5rem;font-size:clamp(1.875rem,5vw,2.75rem);line-height:1.1;font-weight:740;letter-spacing:-.018em}
[role=alert]{padding:1rem 0;border-top:4px solid var(--stop)}
a{display:inline-block;min-height:44px;padding:.5rem 1.5rem .5rem 0;color:var(--accent)}
a.here{display:inline;padding:0}
a:focus-visible{outline:3px solid var(--ink);outline-offset:3px;background:#f6ba35;color:#211c17}
small{font-size:1rem;color:var(--ink-2);overflow-wrap:anywhere}
`;
