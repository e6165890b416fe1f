import { type Context, command } from '../platform/command.ts'
import { afficherHeure, afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { changerPlageForm, finirPlageForm, ouvrirPlageForm } from './calendrier.forms.ts'
import { entiteTenue, quiTient } from './calendrier.lecture.ts'
import { refusDAgenda, refusDeTenirLeCalendrier } from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import type { Plage } from './creneau.rules.ts'
import { calendrierChange } from './creneaux.faits.ts'
import { agendaParId, lieuParId, plageParId, typesDeLEntite } from './lecture.store.ts'
import { joursDe, refusDeChanger, refusDePlage } from './plage.rules.ts'
import { memeRythme, sertLeJour } from './recurrence.rules.ts'

type Agenda = {
  agendaId: string
  entiteId: string
  lieuId: string
  agentId: string | null
  nom: string
  fermeLe: Jour | null
}
export type Saisie = {
  types: string[]
  du: Jour
  au?: Jour | undefined
  jours: number[]
  toutesLes: number
  de: string
  a: string
  pasMinutes: number
  capacite: number
  intitule?: string | undefined
}

/** The agenda of a range; an agent's own at a place is made with its first range. */
async function agendaDe(tx: Tx, agenda: string, { acteur, aujourdhui }: Context): Promise<Agenda> {
  if (!agenda.startsWith('lieu.')) {
    const choisi = trouver(await agendaParId(tx, agenda))
    refuseIf(refusDeTenirLeCalendrier(quiTient(acteur), choisi))
    return choisi
  }
  const entiteId = entiteTenue(acteur)
  const lieuId = agenda.slice('lieu.'.length)
  const sien = await store.agendaDeLAgent(tx, acteur.id, lieuId)
  // An agent who moved left an agenda in the former service: it is no longer theirs to open.
  if (sien) refuseIf(refusDeTenirLeCalendrier(quiTient(acteur), sien))
  if (sien) return { ...sien, agendaId: sien.id }
  const lieu = trouver(await lieuParId(tx, lieuId))
  const nom = `${acteur.prenom} ${acteur.nom}`
  const valeurs = { entiteId, lieuId, nom, agentId: acteur.id, fermeLe: null }
  const ou = {
    lieu: { entiteId: lieu.entiteId, fermeLe: lieu.fermeLe },
    agent: null,
    aujourdhui,
    fermeLeAvant: null,
  }
  refuseIf(refusDAgenda(valeurs, ou))
  return { ...valeurs, agendaId: (await store.insererAgenda(tx, valeurs)).id }
}

/** Checks a range against its place, its types and its neighbours, then writes it. */
async function ecrire(
  tx: Tx,
  context: Context,
  { agenda, saisie, remplaceId }: { agenda: Agenda; saisie: Saisie; remplaceId: string | null },
): Promise<string> {
  const { aujourdhui, acteur } = context
  const { agendaId, agentId, entiteId } = agenda
  const lieu = trouver(await lieuParId(tx, agenda.lieuId))
  const types = await typesDeLEntite(tx, entiteId, false)
  const autres = (await store.plagesVoisines(tx, { agendaId, agentId }, saisie.du)).filter(
    plageVoisine => plageVoisine.plageId !== remplaceId,
  )
  const plage = {
    ...saisie,
    agendaId,
    agentId,
    au: saisie.au ?? null,
    jours: joursDe(saisie),
    intitule: saisie.intitule ?? null,
  }
  const ouverture = {
    ouvreA: lieu.ouvreA,
    fermeA: lieu.fermeA,
    fermeLe: lieu.fermeLe,
  }
  refuseIf(
    refusDePlage(plage, {
      types,
      ouverture,
      agendaFermeLe: agenda.fermeLe,
      autres,
      aujourdhui,
    }),
  )
  const collective = types.some(type => type.collectif && plage.types.includes(type.cle))
  const { agentId: _, ...valeurs } = plage
  return (await store.insererPlage(tx, { ...valeurs, collective, remplaceId, creeePar: acteur.id }))
    .id
}

const contraintes = {
  un_nom_par_agenda_du_lieu:
    'Un agenda de ce lieu porte déjà votre nom : demandez à votre encadrement de le renommer.',
}
export const ouvrirPlage = command({
  name: 'creneaux.ouvrir-plage',
  permission: 'plage:ecrire',
  aQui: 'entite',
  input: ouvrirPlageForm,
  contraintes,
  async run(tx, { agenda: choisi, ...saisie }, context) {
    const agenda = await agendaDe(tx, choisi, context)
    const plageId = await ecrire(tx, context, { agenda, saisie, remplaceId: null })
    const plage = trouver(await plageParId(tx, plageId))
    if (plage.collective && agenda.agentId !== null)
      await reserver(tx, context, plage, agenda.agentId)
    return { plageId }
  },
  journal: (_input, { plageId }) => ({ cible: plageId }),
})

const SEMESTRE = 26 * 7
/**
 * Who leads a group receives nobody else meanwhile: those already convoked at these hours in the
 * next six months are to be decided.
 */
async function reserver(tx: Tx, context: Context, plage: Plage, agentId: string): Promise<void> {
  const { entiteId, du, de, a: jusqua, intitule, agendaNom } = plage
  const fin =
    plage.au !== null && plage.au < ajouterJours(du, SEMESTRE)
      ? plage.au
      : ajouterJours(du, SEMESTRE)
  for (let le = du; le <= fin; le = ajouterJours(le, 1)) {
    if (!sertLeJour(plage, le)) continue
    const detail = `${agendaNom} anime « ${intitule ?? 'une séance'} » le ${afficherJourCourt(le)}, de ${afficherHeure(de)} à ${afficherHeure(jusqua)}.`
    const objet = { entiteId, agentId, agendaId: null, lieuId: null, plageId: plage.plageId }
    await publier(tx, context, calendrierChange, {
      ...objet,
      motif: 'absence',
      du: `${le}T${de}`,
      au: `${le}T${jusqua}`,
      detail,
    })
  }
}

/**
 * Reads the range under a lock, with its agenda, and refuses to change what is past, replaced, or
 * another's.
 */
async function aChanger(
  tx: Tx,
  plageId: string,
  aCompterDu: Jour,
  { acteur, aujourdhui }: Context,
) {
  trouver(await store.verrouillerPlage(tx, plageId))
  const plage = trouver(await plageParId(tx, plageId))
  const agenda = trouver(await agendaParId(tx, plage.agendaId))
  refuseIf(refusDeTenirLeCalendrier(quiTient(acteur), agenda))
  refuseIf(
    refusDeChanger(
      { ...plage, remplacee: await store.estRemplacee(tx, plageId) },
      aCompterDu,
      aujourdhui,
    ),
  )
  return { plage, agenda }
}
/**
 * A range that ends before its first day was never in force: it keeps its history, one day before
 * itself.
 */
const finAvant = (plage: { du: Jour }, aCompterDu: Jour) =>
  ajouterJours(aCompterDu > plage.du ? aCompterDu : plage.du, -1)

type Annonce = { agenda: Agenda; plageId: string; du: Jour; quoi: 'change' | 'finit' }
const annoncer = (tx: Tx, context: Context, { agenda, plageId, du, quoi }: Annonce) =>
  publier(tx, context, calendrierChange, {
    entiteId: agenda.entiteId,
    motif: 'plage',
    agentId: agenda.agentId,
    agendaId: agenda.agendaId,
    lieuId: agenda.lieuId,
    plageId,
    du: `${du}T00:00`,
    au: null,
    detail: `La plage de « ${agenda.nom} » ${quoi} le ${afficherJourCourt(du)}.`,
  })

export const changerPlage = command({
  name: 'creneaux.changer-plage',
  permission: 'plage:ecrire',
  aQui: 'entite',
  input: changerPlageForm,
  async run(tx, { plageId, ...saisie }, context) {
    const { plage, agenda } = await aChanger(tx, plageId, saisie.du, context)
    const du =
      saisie.toutesLes === plage.toutesLes && saisie.du !== saisie.au
        ? memeRythme(plage, saisie.du)
        : saisie.du
    await store.finirPlage(tx, plageId, finAvant(plage, saisie.du))
    const nouvelle = await ecrire(tx, context, {
      agenda,
      saisie: { ...saisie, du },
      remplaceId: plageId,
    })
    await annoncer(tx, context, { agenda, plageId, du: saisie.du, quoi: 'change' })
    return { plageId: nouvelle }
  },
  journal: (_input, { plageId }) => ({ cible: plageId }),
})

export const finirPlage = command({
  name: 'creneaux.finir-plage',
  permission: 'plage:ecrire',
  aQui: 'entite',
  input: finirPlageForm,
  async run(tx, { plageId, du }, context) {
    const { plage, agenda } = await aChanger(tx, plageId, du, context)
    await store.finirPlage(tx, plageId, finAvant(plage, du))
    await annoncer(tx, context, { agenda, plageId, du, quoi: 'finit' })
    return { plageId }
  },
  journal: ({ plageId }) => ({ cible: plageId }),
})
