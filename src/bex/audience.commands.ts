import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { convoquerPour, EMPECHEE, refusApresLeDeces } from '../agenda/index.ts'
import { lieuParId, plageParId } from '../creneaux/index.ts'
import {
  accorderLesOuvertures,
  attendreSonTour,
  direALAudience,
  direQueLeTribunalVoit,
  type Homonyme,
  homonymes,
  identite,
  ouvrirPourUneJuridiction,
  refusDeNaissance,
  refuserAuPlafond,
  rejoindreALAudience,
  revoir,
} from '../dossiers/index.ts'
import { memeDecision } from '../mesures/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { chercherForm, convoquerForm } from './audience.forms.ts'
import {
  lireCreneau,
  refusDAudience,
  refusDAudienceAncienne,
  refusDeDoublon,
  refusDePersonne,
  refusDeRouvrir,
  refusDeSecondeConvocation,
  refusDuChoix,
  refusSansCreneau,
  type Situation,
  TYPE_SPIP,
  TYPES_SAP,
} from './audience.rules.ts'
import * as store from './audience.store.ts'
import { proposer } from './competence.rules.ts'
import { adresseDite, lireLaCommune, tribunalDe } from './competence.ts'
import { horsOutilApres } from './hors-outil.store.ts'
import { remettre } from './remise.ts'

const A_L_AUDIENCE = 'Recherche nationale à l’audience'
/**
 * Looks for a person in the whole country. The journal of each dossier that was shown says who
 * looked and why; what was typed is in no journal.
 */
export const chercherNational = command({
  name: 'bex.chercher-national',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: chercherForm,
  async run(tx, { commune = null, domicilieChez = null, ...reste }, context) {
    refuseIf(refusDeNaissance(reste.naissanceLe, context.aujourdhui))
    const qui = { nom: `${reste.nom} ${reste.prenoms}`, naissance: reste.naissanceLe, numero: null }
    const chercher = (tx_: Tx, context_: Context) => homonymes(tx_, context_, qui, A_L_AUDIENCE)
    const { trouves, plafond } = await chercher(tx, context)
    refuserAuPlafond(plafond, context, chercher)
    const montres = trouves.map(homonyme => homonyme.dossierId)
    const { id } = await store.garderRecherche(tx, {
      ...reste,
      commune,
      domicilieChez,
      compteId: context.acteur.id,
      montres,
    })
    return { rechercheId: id }
  },
  journal: () => ({ motif: A_L_AUDIENCE }),
})

/**
 * A search that is not finished; one whose person is convoked says so, and its page leads there.
 */
export async function rechercheOuverte(tx: Tx, rechercheId: string) {
  const remise = await store.verrouillerRecherche(tx, rechercheId)
  if (
    !remise &&
    ((await store.faiteApres(tx, rechercheId)) ?? (await horsOutilApres(tx, rechercheId)))
  )
    throw new Refused([
      {
        code: 'deja_convoquee',
        message: 'Cette personne est déjà convoquée : rien n’est fait deux fois.',
      },
    ])
  return trouver(remise)
}

const sansNull = <T extends object>(valeur: T) =>
  Object.fromEntries(Object.entries(valeur).filter(([, brute]) => brute !== null)) as {
    [K in keyof T]: NonNullable<T[K]>
  }
export type Saisie = z.output<typeof convoquerForm>
/**
 * One gesture of the hearing: the person, one or two slots across juridictions, and what was handed
 * over; all of it, or nothing.
 */
export const convoquerALAudience = command({
  name: 'bex.convoquer',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: convoquerForm,
  contraintes: {
    une_personne_un_lieu_a_la_fois: EMPECHEE,
    un_agent_une_personne_a_la_fois: 'Ce créneau vient d’être pris : choisissez-en un autre.',
    une_place_une_personne: 'Ce créneau vient d’être pris : choisissez-en un autre.',
    capacite_de_la_plage: 'Cette plage vient de changer : choisissez un autre créneau.',
  },
  async run(tx, input, context) {
    const remise = await rechercheOuverte(tx, input.rechercheId)
    const qui = `${remise.nom} ${remise.prenoms}`
    refuseIf([
      ...refusSansCreneau(input.creneauSpip, input.creneauSap),
      ...refusDePersonne(input.personne, remise.montres),
      ...refusDAudience(input.audienceLe, context.aujourdhui, remise.naissanceLe),
      ...refusDAudienceAncienne(input.audienceLe, context.aujourdhui, input.malgre),
    ])
    await attendreSonTour(tx, qui, remise.naissanceLe)
    const { trouves: matches, inconnus } = await revoir(tx, context, {
      nom: qui,
      naissance: remise.naissanceLe,
      deja: remise.montres,
    })
    if (input.personne === 'nouvelle') refuseIf(refusDeDoublon(inconnus))
    refuseIf(
      refusDeRouvrir(
        matches.find(homonyme => homonyme.dossierId === input.personne)?.closLe ?? null,
        input.rouvrir.includes(input.personne),
      ),
    )
    await verifierLeChoix(tx, input, matches, remise, context)
    const ouvert =
      input.personne === 'nouvelle' || (await identite(tx, input.personne)) !== undefined
    const [remiseId, convocationId] = [uuidv7(), uuidv7()]
    const { dossierId, remplis } = await entrer(tx, context, input, {
      ...remise,
      remiseId,
      convocationId,
    })
    refuseIf(
      (await refusApresLeDeces(tx, context.acteur, dossierId, !ouvert)).map(refus => ({
        ...refus,
        champ: 'personne',
      })),
    )
    if (input.creneauSpip)
      refuseIf(
        refusDeSecondeConvocation(
          await dejaPourCetteDecision(tx, input, dossierId, context),
          input.malgre,
        ),
      )
    const prises = await prendreLesCreneaux(tx, context, input, {
      dossierId,
      convocationId,
      ouvert,
    })
    await remettre(tx, context, input, {
      dossierId,
      remiseId,
      remplis,
      connue: input.personne !== 'nouvelle',
      ...prises,
    })
    await accorderLesOuvertures(tx, { dossierId }, context)
    if (!ouvert) await direQueLeTribunalVoit(tx, { dossierId }, context)
    await store.oublierRecherche(tx, input.rechercheId)
    return { dossierId, convocationId: prises.convocationId }
  },
  journal: (_input, { dossierId, convocationId }) => ({
    dossierId,
    cible: convocationId,
    motif: 'Convocation à l’audience',
  }),
})

async function verifierLeChoix(
  tx: Tx,
  input: Saisie,
  matches: Homonyme[],
  donnees: store.RechercheGardee,
  { acteur }: Context,
) {
  const { ressort, communeTrouvee } = await lireLaCommune(tx, donnees, input.communeCode)
  const propose = proposer({
    matches,
    choisie: input.personne,
    naissanceLe: donnees.naissanceLe,
    situation: donnees.situation as Situation,
    communeTrouvee,
    ressort,
    tribunal: await tribunalDe(tx, acteur.juridictionId),
  })
  refuseIf([
    ...refusDuChoix(propose.services, input.serviceId, input.motifDuChoix),
    ...(input.creneauSap && input.juridictionId
      ? refusDuChoix(propose.juridictions, input.juridictionId, input.motifDuChoix)
      : []),
  ])
}

/** The dossier of the person: a new one in the chosen service, or the one that they have. */
async function entrer(
  tx: Tx,
  context: Context,
  input: Saisie,
  donnees: store.RechercheGardee & { remiseId: string; convocationId: string },
) {
  const { serviceId } = input
  const lieu = input.creneauSpip ? await lieuDuCreneau(tx, input.creneauSpip) : undefined
  const antenneId = lieu?.antenneId && lieu.entiteId === serviceId ? lieu.antenneId : undefined
  if (input.personne !== 'nouvelle') {
    const cible = {
      dossierId: input.personne,
      convocationId: donnees.convocationId,
      nom: `${donnees.nom} ${donnees.prenoms}`,
      naissanceLe: donnees.naissanceLe as Saisie['audienceLe'],
      serviceId,
      antenneId,
    }
    const { dossierId } = await enchainer(tx, rejoindreALAudience, cible, context)
    return garderCeQuElleDit(tx, context, input, { dossierId, r: donnees })
  }
  const { dossierId } = await enchainer(
    tx,
    ouvrirPourUneJuridiction,
    {
      convocationId: donnees.convocationId,
      nom: donnees.nom,
      prenoms: donnees.prenoms,
      naissanceLe: donnees.naissanceLe as Saisie['audienceLe'],
      telephone: input.telephone,
      courriel: input.courriel,
      langues: languesDites(input),
      interprete: input.interprete,
      ...sansNull(adresseDite(donnees, input)),
      numeroAppi: input.numeroAppi?.toUpperCase(),
      serviceId,
      antenneId,
    },
    context,
  )
  return { dossierId, remplis: {} }
}
/** What this court already gave at the SPIP for this very decision. */
async function dejaPourCetteDecision(
  tx: Tx,
  input: Saisie,
  dossierId: string,
  { acteur }: Context,
) {
  const juridictionId = trouver(acteur.juridictionId)
  const decision = {
    le: input.audienceLe,
    juridictionId,
    numeroParquet: input.numeroParquet ?? null,
  }
  return (
    await store.convocationsDeLaDecision(tx, dossierId, juridictionId, input.audienceLe)
  ).filter(convocation =>
    memeDecision(decision, {
      le: convocation.audienceLe,
      juridictionId: convocation.juridictionId,
      numeroParquet: convocation.numeroParquet,
    }),
  )
}
const languesDites = ({ langues }: Saisie) =>
  (langues ?? '').split(',').flatMap(morceau => (morceau.trim() ? [morceau.trim()] : []))

/**
 * Blanks of the sheet are filled, what differs is proposed to the service that follows: nothing
 * said at the hearing is lost.
 */
async function garderCeQuElleDit(
  tx: Tx,
  context: Context,
  input: Saisie,
  { dossierId, r: remise }: { dossierId: string; r: store.RechercheGardee & { remiseId: string } },
) {
  const { telephone, courriel, interprete, numeroAppi, audienceLe } = input
  const adresse = adresseDite(remise, input)
  const dit = {
    dossierId,
    origineId: remise.remiseId,
    ditLe: audienceLe,
    telephone,
    courriel,
    langues: languesDites(input),
    interprete,
    numeroAppi: numeroAppi?.toUpperCase(),
  }
  return enchainer(tx, direALAudience, { ...dit, adresse }, context)
}
async function lieuDuCreneau(tx: Tx, creneau: string) {
  const plage = await plageParId(tx, lireCreneau(creneau).plageId)
  return plage && (await lieuParId(tx, plage.lieuId))
}

/**
 * `ouvert`: the court could read the dossier before this gesture; what it could not read is not
 * told by a refusal.
 */
type Entree = { dossierId: string; convocationId: string; ouvert: boolean }
/** Both appointments in one transaction; a refusal is shown beside the list that it concerns. */
async function prendreLesCreneaux(
  tx: Tx,
  context: Context,
  input: Saisie,
  { dossierId, convocationId, ouvert }: Entree,
) {
  const miennes: string[] = []
  const prendre = async (
    texte: string | undefined,
    entiteId: string | undefined,
    typeParDefaut: string,
    champ: string,
  ) => {
    if (!texte || !entiteId) return null
    const { type, ...creneau } = lireCreneau(texte)
    const cle = type ?? typeParDefaut
    if (type !== null && !(TYPES_SAP as readonly string[]).includes(type))
      throw new Refused([
        { code: 'type_inconnu', champ, message: 'Choisissez un créneau de la liste.' },
      ])
    try {
      const origine = context.acteur.fonction === 'greffe' ? 'greffe' : 'bex'
      const { audienceLe, numeroParquet = null, prevenir, malgre } = input
      const prise = await convoquerPour(tx, context, {
        dossierId,
        // The first one is what brought the court in.
        convocationId: miennes.length === 0 ? convocationId : uuidv7(),
        entiteId,
        type: cle,
        ...creneau,
        origine,
        audienceLe,
        numeroParquet,
        decisionJuridictionId: context.acteur.juridictionId,
        prevenir,
        remise: input.convocationRemise,
        malgre,
        seulement: ouvert ? null : miennes,
        choisies: miennes,
      })
      miennes.push(prise.convocationId)
      return prise
    } catch (erreur) {
      if (erreur instanceof Refused) {
        const [premier, ...suite] = erreur.refusals.map(refusal =>
          refusal.champ === 'creneau' || !refusal.champ ? { ...refusal, champ } : refusal,
        )
        throw new Refused([premier ?? erreur.refusals[0], ...suite])
      }
      throw erreur
    }
  }
  const spip = await prendre(input.creneauSpip, input.serviceId, TYPE_SPIP, 'creneauSpip')
  const sap = await prendre(input.creneauSap, input.juridictionId, TYPES_SAP[0], 'creneauSap')
  const premiere = spip ?? sap
  if (!premiere)
    throw new Refused([
      {
        code: 'sans_tribunal',
        champ: 'juridictionId',
        message: 'Choisissez le tribunal de ce créneau.',
      },
    ])
  return {
    convocationId: premiere.convocationId,
    secondeConvocationId: spip && sap ? sap.convocationId : null,
  }
}
