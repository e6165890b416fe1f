import { refusAvantLArrivee, toutesLesFonctions } from '../moyens/index.ts'
import { type Acteur, type Context, command } from '../platform/command.ts'
import { afficherJourCourt, type Jour, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { agendaForm, lieuForm, typeForm } from './calendrier.forms.ts'
import { entiteTenue, quiTient } from './calendrier.lecture.ts'
import {
  refusDAgenda,
  refusDeLieu,
  refusDePieces,
  refusDeTenirLeCalendrier,
  refusDeType,
  refusDeVersion,
} from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import { calendrierChange } from './creneaux.faits.ts'
import { lieuParId, lieuxDeLEntite } from './lecture.store.ts'

const racineDe = (libelle: string) =>
  libelle
    .normalize('NFD')
    .replace(/[̀-ͯ]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 30)
    .padEnd(2, '_')

export const tenirType = command({
  name: 'creneaux.tenir-type',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: typeForm,
  contraintes: {
    un_libelle_par_type: 'Un type porte déjà ce nom : changez-le, ou reprenez l’autre.',
  },
  async run(
    tx,
    { cle, version, rappel1, rappel2, rappel3, ecarte, collectif, ...reste },
    { acteur, aujourdhui },
  ) {
    const entiteId = entiteTenue(acteur)
    const avant = cle ? trouver(await store.verrouillerType(tx, entiteId, cle)) : null
    if (avant) refuseIf(refusDeVersion(version ?? 0, avant.version))
    const valeurs = {
      ...reste,
      collectif: collectif === 'oui',
      annonce: reste.annonce ?? null,
      pieces: reste.pieces ?? null,
      besoinParSemaine: reste.besoinParSemaine ?? null,
      rappelsHeures: [rappel1, rappel2, rappel3]
        .filter(nombre => nombre !== undefined)
        .sort((x, y) => y - x),
      actif: !ecarte,
    }
    const plages = cle ? ((await store.plagesParType(tx, entiteId, aujourdhui)).get(cle) ?? 0) : 0
    refuseIf(refusDePieces(valeurs.pieces))
    refuseIf(
      refusDeType(
        { ...valeurs, plages, collectifAvant: avant?.collectif ?? null },
        toutesLesFonctions,
      ),
    )
    if (!cle)
      return {
        entiteId,
        cle: await store.insererType(tx, entiteId, racineDe(reste.libelle), valeurs),
      }
    await store.modifierType(tx, entiteId, cle, valeurs)
    return { entiteId, cle }
  },
  journal: (_input, { entiteId }) => ({ cible: entiteId }),
})

export const tenirLieu = command({
  name: 'creneaux.tenir-lieu',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: lieuForm,
  async run(tx, { lieuId, version, ...reste }, context) {
    const { acteur, aujourdhui } = context
    const entiteId = entiteTenue(acteur)
    const avant = lieuId ? trouver(await store.verrouillerLieu(tx, lieuId)) : null
    if (avant)
      refuseIf([
        ...refusDeTenirLeCalendrier(quiTient(acteur), { ...avant, agentId: null }),
        ...refusDeVersion(version ?? 0, avant.version),
      ])
    const antenne = avant?.antenneId != null
    const valeurs = {
      nom: antenne ? null : (reste.nom ?? null),
      nomPublic: reste.nomPublic ?? null,
      adresse: antenne ? null : (reste.adresse ?? null),
      codePostal: antenne ? null : (reste.codePostal ?? null),
      commune: antenne ? null : (reste.commune ?? null),
      telephone: reste.telephone ?? null,
      courriel: reste.courriel ?? null,
      acces: reste.acces ?? null,
      ouvreA: reste.ouvreA ?? null,
      fermeA: reste.fermeA ?? null,
      fermeLe: reste.fermeLe ?? null,
    }
    const fermeLeAvant = avant?.fermeLe ?? null
    const nomInterne =
      antenne && lieuId ? trouver(await lieuParId(tx, lieuId)).nom : (valeurs.nom ?? '')
    refuseIf(refusDeLieu({ ...valeurs, antenne, nomInterne }, aujourdhui, fermeLeAvant))
    if (!lieuId) {
      const ou = {
        entiteId,
        territoire: await territoireDe(tx, acteur, entiteId),
        fuseau: acteur.fuseau,
      }
      return { lieuId: (await store.insererLieu(tx, { ...valeurs, ...ou })).id, ferme: false }
    }
    await store.modifierLieu(tx, lieuId, valeurs)
    const fermeLe = fermetureAvancee(valeurs.fermeLe, fermeLeAvant)
    if (fermeLe)
      await fermer(tx, context, {
        entiteId,
        lieuId,
        le: fermeLe,
        quoi: trouver(await lieuParId(tx, lieuId)).nom,
      })
    return { lieuId, ferme: fermeLe !== null }
  },
  journal: (_input, { lieuId }) => ({ cible: lieuId }),
})

/** A new place keeps the holidays of the others of its entité. */
const territoireDe = async (tx: Tx, acteur: Acteur, entiteId: string): Promise<Territoire> =>
  (await lieuxDeLEntite(tx, entiteId, null))[0]?.territoire ?? acteur.territoire

export const tenirAgenda = command({
  name: 'creneaux.tenir-agenda',
  permission: 'calendrier:tenir',
  aQui: 'entite',
  input: agendaForm,
  contraintes: {
    un_nom_par_agenda_du_lieu: 'Un agenda de ce lieu porte déjà ce nom.',
    un_agenda_par_agent_et_lieu: 'Cet agent a déjà un agenda dans ce lieu.',
  },
  async run(tx, { agendaId, version, nom, lieuId, ...reste }, context) {
    const { acteur, aujourdhui } = context
    const entiteId = entiteTenue(acteur)
    const avant = agendaId ? trouver(await store.verrouillerAgenda(tx, agendaId)) : null
    if (avant)
      refuseIf([
        ...refusDeTenirLeCalendrier(quiTient(acteur), avant),
        ...refusDeVersion(version ?? 0, avant.version),
      ])
    const lieu = trouver(await lieuParId(tx, lieuId))
    // An agenda stays where it is and whose it is: its convocations to come were given at that
    // place.
    if (avant && (avant.lieuId !== lieuId || avant.agentId !== (reste.agentId ?? null)))
      refuseIf([
        {
          code: 'agenda_deplace',
          message: 'Un agenda ne change ni de lieu ni d’agent : fermez-le et ouvrez-en un autre.',
          champ: 'lieuId',
        },
      ])
    const agent = reste.agentId ? trouver(await store.agentDe(tx, reste.agentId)) : null
    const valeurs = { nom, lieuId, agentId: reste.agentId ?? null, fermeLe: reste.fermeLe ?? null }
    const fermeLeAvant = avant?.fermeLe ?? null
    const ou = {
      lieu: { entiteId: lieu.entiteId, fermeLe: lieu.fermeLe },
      agent,
      aujourdhui,
      fermeLeAvant,
    }
    refuseIf([
      ...refusDAgenda({ ...valeurs, entiteId }, ou),
      ...refusAvantLArrivee(agent ?? undefined, aujourdhui, 'agentId'),
    ])
    if (!agendaId)
      return {
        agendaId: (await store.insererAgenda(tx, { ...valeurs, entiteId })).id,
        ferme: false,
      }
    await store.modifierAgenda(tx, agendaId, { nom, fermeLe: valeurs.fermeLe })
    const fermeLe = fermetureAvancee(valeurs.fermeLe, fermeLeAvant)
    if (fermeLe) await fermer(tx, context, { entiteId, agendaId, le: fermeLe, quoi: nom })
    return { agendaId, ferme: fermeLe !== null }
  },
  journal: (_input, { agendaId }) => ({ cible: agendaId }),
})

/** Closing later than what was already said takes nothing from anybody. */
const fermetureAvancee = (fermeLe: Jour | null, avant: Jour | null): Jour | null =>
  avant === null || (fermeLe ?? avant) < avant ? fermeLe : null

type Fermeture = { entiteId: string; agendaId?: string; lieuId?: string; le: Jour; quoi: string }
const fermer = (tx: Tx, context: Context, { entiteId, agendaId, lieuId, le, quoi }: Fermeture) =>
  publier(tx, context, calendrierChange, {
    entiteId,
    motif: 'fermeture',
    agentId: null,
    agendaId: agendaId ?? null,
    lieuId: lieuId ?? null,
    plageId: null,
    du: `${le}T00:00`,
    au: null,
    detail: `« ${quoi} » ferme le ${afficherJourCourt(le)}.`,
  })
