import {
  afficherJourCourt,
  age,
  type Jour,
  aujourdhui as leJourDe,
  lireInstant,
} from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * A minor may be followed from 16: the youngest age that the courts' appointment tool admits
 * (terrain §1.1). Below, the PJJ.
 */
const AGE_MIN = 16

export const logements = {
  adresse: 'Une adresse',
  domiciliation: 'Une domiciliation',
  sans_domicile: 'Sans domicile',
  inconnu: 'Pas encore connu',
} as const
export const sexes = { F: 'Femme', M: 'Homme', X: 'Autre ou non déclaré' } as const
/**
 * A word that agrees with the sex that was declared; where none is known, the words that need none
 * (charte C1.1).
 */
export const selonLeSexe = <T>(sexe: string | null, mots: { F: T; M: T; inconnu: T }): T =>
  sexe === 'F' || sexe === 'M' ? mots[sexe] : mots.inconnu
/** « née le 12/03/1990 », « né le 12/03/1990 », or « naissance : 12/03/1990 ». */
export const naissanceDe = ({
  sexe,
  naissanceLe,
}: {
  sexe: string | null
  naissanceLe: string
}): string =>
  `${selonLeSexe(sexe, { F: 'née le', M: 'né le', inconnu: 'naissance :' })} ${afficherJourCourt(naissanceLe as Jour)}`
/**
 * Reasons to close a dossier: no measure left, or a person who is no longer followed (charte C1.1).
 */
export const motifsDeCloture = {
  fin_de_mesure: 'Fin de la dernière mesure',
  dessaisissement: 'Dessaisissement au profit d’une juridiction étrangère',
  deces: 'Décès',
  erreur: 'Dossier ouvert par erreur',
} as const

export const libelleDeCloture = (motif: string): string =>
  (motifsDeCloture as Record<string, string>)[motif] ?? motif

/**
 * A person who lives elsewhere may be followed elsewhere. A few communes have the postal code of
 * their neighbour: it is said, and decides nothing. Overseas codes name their département by three
 * digits; those of Corsica begin with 20.
 */
export function horsDuDepartement(codePostal: string | null, departement: string): boolean {
  if (!codePostal) return false
  return !codePostal.startsWith(/^2[AB]$/.test(departement) ? '20' : departement)
}

/** Format of a former APPI number: one dossier per number (charte C1.1; terrain §1.1). */
export const numeroAppiValide = (numero: string): boolean =>
  /^(200|201|202)\d{9}[A-Z]?$/.test(numero) || /^(199|200)\d{5}[A-Z]?$/.test(numero)

export function refusDeNaissance(naissanceLe: Jour, aujourdhui: Jour): Refusal[] {
  if (naissanceLe > aujourdhui)
    return [
      {
        code: 'naissance_future',
        champ: 'naissanceLe',
        message: 'La date de naissance est dans l’avenir.',
      },
    ]
  if (age(naissanceLe, aujourdhui) < AGE_MIN)
    return [
      {
        code: 'trop_jeune',
        champ: 'naissanceLe',
        message: `Cette personne a moins de ${AGE_MIN} ans : elle relève de la PJJ.`,
      },
    ]
  return []
}

/**
 * A prise en charge taken over from another tool began in the past (charte C9.1: the thread has
 * neither gap nor overlap).
 */
export const refusDeSuivi = (suiviDepuisLe: Jour | undefined, aujourdhui: Jour): Refusal[] =>
  suiviDepuisLe && suiviDepuisLe > aujourdhui
    ? [
        {
          code: 'suivi_futur',
          champ: 'suiviDepuisLe',
          message: 'Le début du suivi est dans l’avenir.',
        },
      ]
    : []

/**
 * As many look-alikes as `dossiers.homonymes` gives, the closest first: they are shown to those who
 * have no right to the dossier.
 */
export const HOMONYMES_MONTRES = 10
/**
 * One dossier per person for the whole country (charte C1.1): look-alikes are shown first, and
 * creating another is a choice.
 */
export const refusDeDoublon = (homonymes: number, confirme: boolean): Refusal[] =>
  homonymes > 0 && !confirme
    ? [
        {
          code: 'homonymes',
          message:
            'Cette personne a peut-être déjà un dossier : regardez la liste ci-dessous avant d’en ouvrir un autre.',
        },
      ]
    : []

type Detention = {
  etablissementId: string | null
  etablissementNom: string | null
  numeroEcrou: string | null
  ecroueLe: string | null
  sexe: string | null
}
/**
 * Detained or free is said from one place: the établissement of the sheet. A number that is not
 * known yet changes nothing (terrain §1.1).
 */
export const estDetenue = (i: Pick<Detention, 'etablissementId'>): boolean =>
  i.etablissementId !== null
export function direLaDetention(
  i: Pick<Detention, 'etablissementId' | 'etablissementNom' | 'sexe'>,
): string {
  if (!estDetenue(i)) return 'Libre'
  const detenu = selonLeSexe(i.sexe, { F: 'Détenue', M: 'Détenu', inconnu: 'En détention' })
  return `${detenu} : ${i.etablissementNom ?? 'établissement à préciser'}`
}
export const direLeDeces = ({ sexe }: Pick<Detention, 'sexe'>, le: Jour): string =>
  `${selonLeSexe(sexe, { F: 'Décédée', M: 'Décédé', inconnu: 'Personne décédée' })} le ${afficherJourCourt(le)}`
export const direLEcrou = (i: Pick<Detention, 'numeroEcrou' | 'ecroueLe'>): string =>
  [
    i.numeroEcrou ?? 'numéro à préciser',
    i.ecroueLe && `depuis le ${afficherJourCourt(i.ecroueLe as Jour)}`,
  ]
    .filter(Boolean)
    .join(', ')
/**
 * A prison number means nothing without its établissement (charte C1.1: one thread, milieu ouvert
 * and fermé).
 */
export const refusDEcrou = (
  numeroEcrou: string | undefined,
  etablissementId: string | undefined,
): Refusal[] =>
  numeroEcrou && !etablissementId
    ? [
        {
          code: 'ecrou_sans_etablissement',
          champ: 'etablissementId',
          message: 'Indiquez l’établissement où ce numéro d’écrou a été donné.',
        },
      ]
    : []

type Prise = { serviceId: string; referentId: string | null }
type Transfert =
  | {
      etat: string
      sens: string
      versServiceId: string
      deServiceId: string
      reponduA?: string | null
      reponduParNom?: string | null
    }
  | undefined
const reponses: Record<string, string> = {
  accepte: 'il a été accepté',
  refuse: 'il a été refusé',
  annule: 'il a été retiré',
}
/**
 * What happened meanwhile, by whom and when: who comes too late knows whom to call (charte C9.1).
 */
function dejaRepondu(transfert: Transfert, fuseau: string): Refusal[] {
  const quoi = (transfert && reponses[transfert.etat]) ?? 'il n’existe plus'
  const par = transfert?.reponduParNom ? ` par ${transfert.reponduParNom}` : ''
  const quand = transfert?.reponduA
    ? ` le ${afficherJourCourt(leJourDe(lireInstant(transfert.reponduA), fuseau))}`
    : ''
  return [
    {
      code: 'deja_repondu',
      message: `Ce transfert n’attend plus de réponse : ${quoi}${par}${quand}.`,
    },
  ]
}

/**
 * A person is followed at an antenne of the service that follows them, never at another's (charte
 * C3.3).
 */
export const refusDAntenneDAutrui = (
  antenne: { serviceId: string } | undefined,
  serviceId: string,
): Refusal[] =>
  antenne?.serviceId === serviceId
    ? []
    : [
        {
          code: 'antenne_d_autrui',
          message: 'Cette antenne n’est pas de ce service : choisissez une des siennes.',
          champ: 'antenneId',
        },
      ]

type Referent = { serviceId: string | null; fonction: string; partiLe: string | null }
/**
 * Who follows a dossier works in the service that follows it, and has a function that follows
 * people.
 */
export function refusDeReferent(
  referent: Referent | undefined,
  serviceId: string | null,
): Refusal[] {
  if (referent?.serviceId === serviceId && referent.partiLe !== null)
    return [
      {
        code: 'referent_part',
        champ: 'referentId',
        message: `Cet agent ne travaille pas dans le service après le ${afficherJourCourt(referent.partiLe as Jour)}, jour de son départ.`,
      },
    ]
  if (!referent || referent.serviceId !== serviceId)
    return [
      {
        code: 'referent_ailleurs',
        champ: 'referentId',
        message: 'Cet agent ne travaille pas dans le service.',
      },
    ]
  if (!['travailleur_social', 'dpip', 'psychologue', 'coordinateur'].includes(referent.fonction))
    return [
      {
        code: 'referent_fonction',
        champ: 'referentId',
        message: 'Cette fonction ne suit pas de dossier.',
      },
    ]
  return []
}

type Coche = {
  nomComplet: string
  closA: string | null
  serviceId: string
  referentNom: string | null
  decideeParNom: string
}
/**
 * One gesture assigns what nobody follows yet: each ticked dossier that it may not touch is named,
 * with who was faster.
 */
export function refusDAffecterEnNombre(
  lus: Coche[],
  demandes: number,
  serviceId: string | null,
): Refusal[] {
  const dire = (code: string, message: string): Refusal => ({ code, champ: 'dossierIds', message })
  const refus = lus.flatMap(
    ({ nomComplet, closA, serviceId: suivi, referentNom, decideeParNom }) => {
      if (suivi !== serviceId)
        return [dire('autre_service', `${nomComplet} : un autre service suit ce dossier.`)]
      if (closA !== null) return [dire('dossier_clos', `${nomComplet} : ce dossier est clos.`)]
      if (referentNom !== null)
        return [
          dire(
            'deja_affecte',
            `${nomComplet} : déjà confié à ${referentNom}, par ${decideeParNom}. Ouvrez le dossier pour en changer.`,
          ),
        ]
      return []
    },
  )
  const perdus = demandes - lus.length
  if (perdus > 0) {
    const quoi =
      perdus > 1
        ? `${perdus} dossiers cochés ne sont plus suivis`
        : 'Un dossier coché n’est plus suivi'
    refus.push(dire('hors_service', `${quoi} par votre service.`))
  }
  return refus.length > 0
    ? [
        ...refus,
        dire(
          'rien_ecrit',
          'Rien n’est enregistré : les autres restent cochés, envoyez de nouveau.',
        ),
      ]
    : []
}

type Vers = Referent & { agentId: string; nomComplet: string }
/**
 * Dossiers of one agent go to others of the service: each that may not go is named, and nothing of
 * the lot is written (charte C1.1, C9.1).
 */
export function refusDePasser(
  lus: (Coche & { referentId: string | null })[],
  demandes: number,
  deAgentId: string,
  serviceId: string | null,
): Refusal[] {
  const dire = (code: string, message: string): Refusal => ({ code, champ: 'dossierIds', message })
  if (demandes === 0)
    return [dire('aucun_dossier', 'Cochez au moins un dossier, ou choisissez tous ses dossiers.')]
  const refus = lus.flatMap(
    ({ nomComplet, closA, serviceId: suivi, referentId, referentNom, decideeParNom }) => {
      if (suivi !== serviceId)
        return [dire('autre_service', `${nomComplet} : un autre service suit ce dossier.`)]
      if (closA !== null) return [dire('dossier_clos', `${nomComplet} : ce dossier est clos.`)]
      if (referentId !== deAgentId)
        return [
          dire(
            'deja_passe',
            `${nomComplet} : déjà confié à ${referentNom ?? 'personne'}, par ${decideeParNom}.`,
          ),
        ]
      return []
    },
  )
  if (lus.length < demandes)
    refus.push(dire('hors_service', 'Un dossier coché n’est plus suivi par votre service.'))
  return refus.length > 0
    ? [
        ...refus,
        dire(
          'rien_ecrit',
          'Rien n’est enregistré : les autres restent cochés, envoyez de nouveau.',
        ),
      ]
    : []
}
export function refusDesRepreneurs(
  vers: (Vers | undefined)[],
  deAgentId: string,
  serviceId: string | null,
): Refusal[] {
  return vers.flatMap(agent => {
    if (agent?.agentId === deAgentId)
      return [
        { code: 'deja_referent', champ: 'versIds', message: 'Cet agent a déjà ces dossiers.' },
      ]
    return refusDeReferent(agent, serviceId).map(refus => ({
      ...refus,
      champ: 'versIds',
      message: agent ? `${agent.nomComplet} : ${refus.message}` : refus.message,
    }))
  })
}
/**
 * Each dossier to whoever carries the fewest then, in the order of the names given: a plain
 * sharing, that anybody can do again by hand (charte C2.3).
 */
export function repartir<T>(
  dossiers: readonly T[],
  charges: readonly { agentId: string; dossiers: number }[],
): { dossier: T; agentId: string }[] {
  const portes = charges.map(charge => ({ ...charge }))
  return dossiers.flatMap(dossier => {
    const [premier, ...autres] = portes
    if (!premier) return []
    const moindre = autres.reduce(
      (somme, ligne) => (ligne.dossiers < somme.dossiers ? ligne : somme),
      premier,
    )
    moindre.dossiers += 1
    return [{ dossier, agentId: moindre.agentId }]
  })
}

/**
 * A DPIP affecte within its own service only, to an agent who works there (charte C1.1, local
 * affectation: terrain §5).
 */
export function refusDAffecter(
  prise: Prise,
  serviceDeLActeur: string | null,
  referent: Referent | undefined,
  referentId: string,
): Refusal[] {
  if (prise.serviceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Ce dossier est suivi par un autre service : seul celui-ci peut l’affecter.',
      },
    ]
  const refus = refusDeReferent(referent, prise.serviceId)
  if (refus.length > 0) return refus
  if (prise.referentId === referentId)
    return [
      { code: 'deja_referent', champ: 'referentId', message: 'Cet agent est déjà le référent.' },
    ]
  return []
}

/**
 * What an agent who leaves has still in hand: it stops nobody from leaving, and is said (charte
 * C9.1).
 */
export const dossiersAPasser = (dossiers: number): string[] =>
  dossiers > 0
    ? [
        `Cet agent suit ${dossiers === 1 ? 'un dossier' : `${dossiers} dossiers`}. Le départ s’enregistre quand même : la direction de son service ` +
          'les trouve en tête de Ma journée, à passer à un autre référent.',
      ]
    : []

/**
 * A transfer is a handshake: one at a time whichever way, proposed by the service that has the
 * dossier (charte C9.1).
 */
export function refusDeTransferer(
  prise: Prise,
  serviceDeLActeur: string | null,
  versServiceId: string,
  enCours: { sens: string } | undefined,
): Refusal[] {
  if (prise.serviceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Ce dossier est suivi par un autre service : lui seul peut proposer le transfert.',
      },
    ]
  if (enCours?.sens === 'demande')
    return [
      {
        code: 'demande_en_cours',
        message: 'Un autre service demande ce dossier : acceptez ou refusez sa demande.',
      },
    ]
  if (enCours)
    return [
      {
        code: 'transfert_en_cours',
        message: 'Un transfert est déjà proposé : attendez la réponse, ou annulez-le.',
      },
    ]
  if (versServiceId === prise.serviceId)
    return [
      {
        code: 'meme_service',
        champ: 'versServiceId',
        message: 'Le dossier est déjà dans ce service.',
      },
    ]
  return []
}

/**
 * Only the service asked may accept or refuse: the one that would receive a proposal, the one that
 * follows for a request (charte C9.1).
 */
export function refusDeRepondre(
  transfert: Transfert,
  serviceDeLActeur: string | null,
  fuseau: string,
): Refusal[] {
  if (transfert?.etat !== 'propose') return dejaRepondu(transfert, fuseau)
  if (transfert.sens === 'demande' && transfert.deServiceId !== serviceDeLActeur)
    return [
      {
        code: 'pas_sollicite',
        message: 'Cette demande est adressée au service qui suit la personne : lui seul y répond.',
      },
    ]
  if (transfert.sens === 'proposition' && transfert.versServiceId !== serviceDeLActeur)
    return [{ code: 'pas_destinataire', message: 'Ce transfert est proposé à un autre service.' }]
  return []
}

/**
 * Who proposed may take it back; what another service asked is answered, not cancelled (charte
 * C9.1).
 */
export function refusDAnnuler(
  transfert: NonNullable<Transfert>,
  serviceDeLActeur: string | null,
  fuseau: string,
): Refusal[] {
  if (transfert.etat !== 'propose') return dejaRepondu(transfert, fuseau)
  if (transfert.sens === 'demande')
    return [
      {
        code: 'demande',
        message:
          'Cette demande vient d’un autre service : acceptez-la, ou refusez-la en disant pourquoi.',
      },
    ]
  if (transfert.deServiceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Seul le service qui a proposé le transfert peut l’annuler.',
      },
    ]
  return []
}

/**
 * What another agent saved since the form was opened is never written over (complaint of the field,
 * terrain §5).
 */
/** The kept dossier and the absorbed one differ, and neither is already merged (charte C1.1). */
export function refusDeFusionner(
  garde: { dossierId: string; fusionneDans: string | null },
  absorbe: { dossierId: string; fusionneDans: string | null; qualite: string } | undefined,
): Refusal[] {
  if (!absorbe)
    return [
      {
        code: 'absorbe_inconnu',
        champ: 'absorbeNumero',
        message: 'Aucun dossier de votre périmètre ne porte ce numéro.',
      },
    ]
  if (garde.dossierId === absorbe.dossierId)
    return [
      {
        code: 'meme_dossier',
        champ: 'absorbeNumero',
        message: 'C’est le numéro de ce dossier-ci.',
      },
    ]
  if (garde.fusionneDans || absorbe.fusionneDans)
    return [
      {
        code: 'deja_fusionne',
        champ: 'absorbeNumero',
        message: 'Ce dossier est déjà fusionné avec un autre.',
      },
    ]
  if (absorbe.qualite !== 'suit')
    return [
      {
        code: 'autre_service',
        champ: 'absorbeNumero',
        message:
          'Ce dossier n’est pas suivi par votre service : deux dossiers se fusionnent quand vous suivez les deux. Demandez d’abord son transfert.',
      },
    ]
  return []
}
