use recto::note::Note;
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    for p in std::env::args().skip(2) {
        let b = std::fs::read(&p).unwrap();
        let (n, d) = Note::parse(&p, b);
        match mode.as_str() {
            "tree" => {
                print!("{}", n.tree());
                for x in d {
                    println!("! {} {} {}", x.line, x.code.name(), x.message)
                }
            }
            "sum" => println!(
                "{p} h{} t{} l{} words {} terms {} diags {:?}",
                n.sections().len() - 1,
                n.timestamps().len(),
                n.links().len(),
                n.words(),
                n.lists().iter().flat_map(|l| &l.items).filter(|i| i.term.is_some()).count(),
                d.iter().map(|x| (x.line, x.code.name())).collect::<Vec<_>>()
            ),
            "lists" => {
                for l in n.lists() {
                    println!("LIST {:?}", l.lead_in);
                    for i in l.items {
                        println!("  {:?}: {}", i.term, i.text)
                    }
                }
            }
            "ts" => {
                for t in n.timestamps() {
                    println!("{} {}", t.seconds, n.sentence_of(t))
                }
            }
            _ => {
                let src = n.source().to_string();
                for _ in 0..3 {
                    let t = std::time::Instant::now();
                    let (n, _) = Note::parse(&p, src.clone());
                    let a = t.elapsed();
                    drop(n);
                    let t = std::time::Instant::now();
                    let mut k = 0;
                    for e in pulldown_cmark::Parser::new_ext(
                        &src,
                        pulldown_cmark::Options::ENABLE_TABLES
                            | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
                            | pulldown_cmark::Options::ENABLE_TASKLISTS
                            | pulldown_cmark::Options::ENABLE_FOOTNOTES
                            | pulldown_cmark::Options::ENABLE_WIKILINKS
                            | pulldown_cmark::Options::ENABLE_GFM,
                    )
                    .into_offset_iter()
                    {
                        std::hint::black_box(e);
                        k += 1
                    }
                    let b = t.elapsed();
                    println!("{a:?} bare {b:?} {k}");
                }
            }
        }
    }
}
