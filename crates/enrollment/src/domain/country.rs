//! Countries of ISO 3166-1.

use core::str::FromStr;

use super::text;

/// A country of ISO 3166-1; reads its alpha-2 or alpha-3 code in any case, full-width letters too.
///
/// Codes that are reserved, withdrawn or free for users are none: `UK`, `EL`, `EU`, `XK`, `GER`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country(&'static str);

/// Why a text is not a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryError {
    /// Nothing was given.
    Empty,
    /// ISO 3166-1 does not assign this code.
    Unknown,
}

impl Country {
    /// Every country, in the order of the alpha-2 codes.
    pub fn all() -> impl Iterator<Item = Self> {
        ISO_3166.split(' ').map(Self)
    }

    /// The alpha-2 code, such as `FR`.
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        self.0.get(..2).unwrap_or_default()
    }

    /// The alpha-3 code, such as `FRA`.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        self.0.get(2..).unwrap_or_default()
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(input: &str) -> Result<Self, CountryError> {
        let code = text::rewrite(text::trim(input), 4, text::capital);
        if code.is_empty() {
            return Err(CountryError::Empty);
        }
        Self::all()
            .find(|country| country.alpha2() == code || country.alpha3() == code)
            .ok_or(CountryError::Unknown)
    }
}

impl CountryError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "country_empty",
            Self::Unknown => "country_unknown",
        }
    }
}

/// Alpha-2 and alpha-3 code of each country, joined.
const ISO_3166: &str = "\
    ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE \
    BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS \
    BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN \
    COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST \
    EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF \
    GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD \
    HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM \
    JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA \
    LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD \
    MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM \
    NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG \
    PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA \
    SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD \
    STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON \
    TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR \
    VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE";
