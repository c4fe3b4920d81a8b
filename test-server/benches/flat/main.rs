//! What operations cost with 1,000 users and with 100,000:
//! `cargo bench --package matricula-test-server --bench flat`. With `-- --append FILE` the benchmark
//! adds its table to the end of FILE.

mod caller;
mod fill;
mod fusio;
mod fusionauth;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use matricula_test_server::{Config, Database, PasswordHash, TestServer};

use crate::caller::{Call, Caller};

// The program `matricula-test-server` uses the same allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [u32; 2] = [1_000, 100_000];
const TURNS: u32 = 10;
/// How many times each call is made in a turn, with each of the two databases.
const ROUNDS: u32 = 20;
/// A call with many users may take at most this many times the time of the call with few users.
const LIMIT: f64 = 1.3;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The text above the rows of the table.
const ABOVE: &str = "
## Few users and many

The table shows the median time of each call in microseconds, on one processor, with two databases in files. One
database has 1,000 users of each vendor, the other has 100,000. Both have an application and a tenant of FusionAuth for
each hundred users. Each call is made with one database and then with the other. With many users, a call may take at
most 1.3 times as long. The calls at the end of the table have no limit: with more users, they read more data.

- A list of applications has all active applications, and a list of tenants has all tenants.
- A search for a part of an address or name reads all addresses and names if the part is shorter than three bytes, or
  if more than 250 users may match.
- A search for the last rows of a list also reads the users before these rows.

These calls are about many users at once, and are not measured: `GET /_test/users`, a reset, a snapshot, a restore, and
the deletion of a tenant with its users.

| call | 1,000 | 100,000 | ratio |
|---|---|---|---|
";

fn main() -> Outcome<()> {
    #[cfg(target_os = "linux")]
    on_one_processor()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut rows = runtime.block_on(measure())?;
    rows.sort_by(|one, other| {
        one.grows.cmp(&other.grows).then(other.ratio().total_cmp(&one.ratio()))
    });
    let (mut page, mut beyond) = (ABOVE.to_owned(), Vec::new());
    let mut grows = false;
    for row in &rows {
        if row.grows && !grows {
            grows = true;
            page.push_str("| **no limit** | | | |\n");
        }
        let [few, many] = row.times.map(|time| time.as_micros());
        page.push_str(&format!("| {} | {few} | {many} | {:.2} |\n", row.name, row.ratio()));
        if row.ratio() > LIMIT && !row.grows {
            beyond.push(row.name);
        }
    }
    print!("{page}");
    if let Some(file) = std::env::args().skip_while(|argument| argument != "--append").nth(1) {
        OpenOptions::new().append(true).open(file)?.write_all(page.as_bytes())?;
    }
    if !beyond.is_empty() {
        return Err(format!("more than {LIMIT} times as long: {}", beyond.join(", ")).into());
    }
    Ok(())
}

/// Keeps this program and its servers on one processor. Otherwise, a server can run on another, idle
/// processor, which must first wake up. This takes longer than a short call, and it is random which
/// of the two servers has this delay.
#[cfg(target_os = "linux")]
fn on_one_processor() -> Outcome<()> {
    use nix::{sched, unistd::Pid};

    let this = Pid::from_raw(0);
    let allowed = sched::sched_getaffinity(this)?;
    let is_allowed = |number: &usize| allowed.is_set(*number).unwrap_or_default();
    let first = (0..sched::CpuSet::count()).find(is_allowed).ok_or("no processor")?;
    let mut one = sched::CpuSet::new();
    one.set(first)?;
    Ok(sched::sched_setaffinity(this, &one)?)
}

/// A call, and its median time with few users and with many.
struct Row {
    name: &'static str,
    times: [Duration; 2],
    grows: bool,
}

impl Row {
    fn ratio(&self) -> f64 {
        let [few, many] = self.times.map(|time| time.as_secs_f64());
        many / few
    }
}

async fn start(file: &Path) -> Outcome<TestServer> {
    let mut config = Config::default();
    config.server.password_hash = PasswordHash::Cheap;
    config.server.database = Database::File(file.to_owned());
    Ok(TestServer::start_with(config).await?)
}

async fn measure() -> Outcome<Vec<Row>> {
    let folder = tempfile::TempDir::new()?;
    let (mut servers, mut callers) = (Vec::new(), Vec::new());
    for size in SIZES {
        let file = folder.path().join(format!("{size}.db"));
        drop(start(&file).await?);
        fill::users(&file, size)?;
        let server = start(&file).await?;
        callers.push(Caller::new(server.url(), size).await?);
        servers.push(server);
    }
    let [few, many] = &callers[..] else { return Err("two sizes".into()) };
    let calls: Vec<Call> = fusionauth::calls().into_iter().chain(fusio::calls()).collect();
    let mut times = vec![[const { Vec::new() }; 2]; calls.len()];
    // Each turn makes all calls. So if other work slows down the machine for a while, this affects
    // some rounds of every call, and not all rounds of one call.
    for turn in 0..=TURNS {
        for (call, times) in calls.iter().zip(&mut times) {
            for round in (0..ROUNDS).map(|round| turn * ROUNDS + round) {
                let mut sides = [few, many].into_iter().zip(times.iter_mut()).collect::<Vec<_>>();
                // Each server is first in half of the rounds: the second one may be faster.
                if round % 2 == 1 {
                    sides.reverse();
                }
                for (caller, times) in sides {
                    let time = caller.time(call, round).await?;
                    // The first turn only warms the servers up.
                    if turn > 0 {
                        times.push(time);
                    }
                }
            }
        }
    }
    let rows = calls.iter().zip(times);
    let row = |(call, times): (&Call, [Vec<Duration>; 2])| Row {
        name: call.name,
        times: times.map(median),
        grows: call.grows,
    };
    Ok(rows.map(row).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
