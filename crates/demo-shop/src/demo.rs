use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use axum::Router;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::app::{AppError, Config, app};
use crate::lender::Lending;
use crate::proxy;
use crate::settings::{Settings, Upstream};

/// The demo, listening but not yet answering.
#[derive(Debug)]
pub struct Demo {
    shop: Served,
    sandbox: Option<Served>,
    checkout: String,
    lending: Lending,
}

impl Demo {
    /// Takes the ports and puts everything together.
    ///
    /// # Errors
    /// [`StartError`], which displays in one line with the way out.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        if !settings.page_dir.join("index.html").is_file() {
            return Err(StartError::NoPage(settings.page_dir));
        }
        let shop = listen("SHOP_ADDR", settings.shop_addr).await?;
        let address = shop.local_addr().map_err(StartError::Io)?;
        let port = address.port();
        let mut proxy = settings.proxy;
        let (lending, sandbox) = match settings.upstream {
            Upstream::Lender(lending) => (lending, None),
            Upstream::Sandbox(mut sandbox) => {
                let secret = proxy::webhook_secret();
                let to_proxy = || proxy::webhook_url(&own_origin(address), &secret);
                sandbox.config.webhook_url.get_or_insert_with(to_proxy);
                proxy.push((proxy::WEBHOOK_SECRETS.to_owned(), secret));
                let (lending, sandbox) = start_sandbox(sandbox).await?;
                (lending, Some(sandbox))
            }
        };
        let router = app(Config {
            lending: lending.clone(),
            origins: origins(settings.shop_addr.ip(), port),
            page_dir: settings.page_dir,
            assets_dir: settings.assets_dir,
            proxy,
        })
        .map_err(StartError::App)?;
        Ok(Self {
            shop: Served {
                listener: shop,
                router,
            },
            sandbox,
            checkout: format!("http://localhost:{port}"),
            lending,
        })
    }

    /// The address of the checkout page, without a slash at the end.
    #[must_use]
    pub fn checkout_url(&self) -> &str {
        &self.checkout
    }

    /// The address of the lending API, without a slash at the end.
    #[must_use]
    pub fn lending_url(&self) -> &str {
        self.lending.base_url()
    }

    /// Answers requests until the process ends or a listener fails.
    ///
    /// # Errors
    /// What the listener said.
    pub async fn serve(self) -> io::Result<()> {
        match self.sandbox {
            None => self.shop.serve().await,
            Some(sandbox) => tokio::try_join!(self.shop.serve(), sandbox.serve()).map(|_| ()),
        }
    }
}

/// The two lines that say where everything is.
impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.sandbox.is_some() {
            " (sandbox)"
        } else {
            ""
        };
        writeln!(f, "Checkout {}", self.checkout_url())?;
        write!(f, "Lending API {}{kind}", self.lending_url())
    }
}

/// Why the demo did not start.
#[derive(Debug)]
pub enum StartError {
    /// The address that a variable names is taken.
    InUse(&'static str, SocketAddr),
    /// The address that a variable names can't be listened on.
    NoListener(&'static str, SocketAddr, io::Error),
    /// There is no built page in this folder.
    NoPage(PathBuf),
    /// The shop can't be put together.
    App(AppError),
    /// The machine refused something else.
    Io(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse(variable, addr) => write!(
                f,
                "port {} is in use: choose another with {variable}={}:PORT",
                addr.port(),
                addr.ip()
            ),
            Self::NoListener(variable, addr, error) => {
                write!(f, "{variable}: can't listen on {addr}: {error}")
            }
            Self::NoPage(folder) => write!(
                f,
                "there is no index.html in {}: build it with `cargo xtask demo`, or set SHOP_PAGE_DIR",
                folder.display()
            ),
            Self::App(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

#[derive(Debug)]
struct Served {
    listener: TcpListener,
    router: Router,
}

impl Served {
    async fn serve(self) -> io::Result<()> {
        axum::serve(self.listener, self.router).await
    }
}

async fn start_sandbox(settings: sandbox::Settings) -> Result<(Lending, Served), StartError> {
    let sandbox::Settings { addr, mut config } = settings;
    // Company numbers of an earlier run would come back otherwise, and browsers remember theirs.
    config.seed = Uuid::new_v4().as_u64_pair().0;
    let listener = listen("SANDBOX_ADDR", addr).await?;
    let addr = listener.local_addr().map_err(StartError::Io)?;
    let lending = Lending::new(&format!("http://{addr}"), &config.api_key)
        .ok_or_else(|| StartError::Io(io::ErrorKind::InvalidInput.into()))?;
    let router = sandbox::app(config);
    Ok((lending, Served { listener, router }))
}

async fn listen(variable: &'static str, addr: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(addr)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::InUse(variable, addr),
            _ => StartError::NoListener(variable, addr, error),
        })
}

/// The origin under which this process reaches a listener of its own.
fn own_origin(listens_on: SocketAddr) -> String {
    let mut address = listens_on;
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}")
}

/// The origins under which a browser may reach a shop that listens there.
fn origins(listens_on: IpAddr, port: u16) -> Vec<String> {
    let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut origins = vec![
        format!("http://localhost:{port}"),
        format!("http://{}", SocketAddr::new(loopback, port)),
    ];
    if listens_on != loopback && !listens_on.is_unspecified() {
        origins.push(format!("http://{}", SocketAddr::new(listens_on, port)));
    }
    // Browsers leave the default port out.
    if port == 80 {
        for origin in &mut origins {
            *origin = origin.trim_end_matches(":80").to_owned();
        }
    }
    origins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_may_come_by_either_name_of_loopback() {
        let loopback = "127.0.0.1".parse().unwrap();
        let own = ["http://localhost:8080", "http://127.0.0.1:8080"];
        assert_eq!(origins(loopback, 8080), own);
        assert_eq!(origins("0.0.0.0".parse().unwrap(), 8080), own);
        assert_eq!(
            origins("::1".parse().unwrap(), 8080).last().unwrap(),
            "http://[::1]:8080"
        );
        assert_eq!(origins(loopback, 80).first().unwrap(), "http://localhost");
    }

    #[test]
    fn events_go_to_an_address_that_can_be_reached() {
        for (listens_on, origin) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:8080", "http://127.0.0.1:8080"),
            ("[::]:8080", "http://[::1]:8080"),
            ("192.0.2.1:80", "http://192.0.2.1:80"),
        ] {
            assert_eq!(own_origin(listens_on.parse().unwrap()), origin);
        }
    }

    #[test]
    fn a_port_in_use_is_named_with_the_way_out() {
        let error = StartError::InUse("SHOP_ADDR", "127.0.0.1:8080".parse().unwrap());
        assert_eq!(
            error.to_string(),
            "port 8080 is in use: choose another with SHOP_ADDR=127.0.0.1:PORT"
        );
    }
}
