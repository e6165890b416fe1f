import { sql } from 'kysely'
import type { Acteur, PorteeEtroite } from '../platform/command.ts'
import type { Territoire } from '../platform/date.ts'
import { litteral } from '../platform/db/connexion.ts'
import { gesteSql, malgreSql } from '../platform/db/contexte.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { empreinte } from '../platform/http/jeton.ts'
import type { AccesFerme, DossierOuvert, PortAcces } from '../platform/http/plateforme.ts'
import { lister, type Tranche } from '../platform/liste.ts'
import { peut } from './permissions.ts'

const db = tables<'acces'>()
type Ligne = {
  session_id: string | null
  compte_id: string
  nom: string
  prenom: string
  fonction: string
  service_id: string | null
  antenne_id: string | null
  juridiction_id: string | null
  entite_nom: string
  territoire: Territoire
  fuseau: string
  ouverte: boolean
  ferme: AccesFerme | null
}
type LigneEnvoi = { contenu: string | null; suite: string | null; a: string }

type Port = {
  perimetre(dossierId: string, portees: PorteeEtroite[]): string
  ouvert(dossierId: string): string
}
/**
 * What rides with BEGIN: who asks, whether the dossier exists for them, what they are to it, and
 * whether it is closed to them. `port` is the SQL that the module dossiers publishes. A write that
 * such a dossier takes says so to the second lock, the database's.
 */
export function ouvrir(port: Port): PortAcces['ouvrir'] {
  return ({ porteur, cle, dossierId, malgre, portees, geste }) => {
    const qui =
      'jeton' in porteur
        ? `'\\x${empreinte(porteur.jeton).toString('hex')}', NULL`
        : `NULL, ${litteral(porteur.compteId)}`
    const dossier = dossierId
      ? `${port.perimetre(dossierId, portees)} AS visible, ${port.ouvert(dossierId)} AS dossier`
      : 'true AS visible'
    const permis = malgre.map(cause => `; SELECT ${malgreSql(cause)}`).join('')
    const deja = cle ? `; ${envoiDeCle(cle)}` : ''
    // An act that a narrower reach may carry out has the whole dossier, this one, until its
    // transaction ends.
    const acte = geste && dossierId && portees.length > 0 ? `, ${gesteSql(dossierId)}` : ''
    return `SELECT o.*, CASE WHEN NOT o.ouverte THEN acces.fermeture(o.compte_id) END AS
      ferme${acte} FROM acces.ouvrir(${qui}) o; SELECT ${dossier}${deja}${permis}`
  }
}

/** The sending that already spent this key, for the account that the opening has just named. */
const envoiDeCle = (cle: string) =>
  `SELECT encode(contenu, 'hex') AS contenu, suite, a FROM acces.journal_ecriture
   WHERE cle = ${litteral(cle)} AND compte_id = (SELECT platform.compte())`

type Lire = PortAcces['lire']
/**
 * `ouvert` reads what the opening found of the dossier, and has the words of what is refused there.
 */
export const lire =
  <L>(ouvert: (lu: L, fuseau: string) => DossierOuvert): Lire =>
  resultats => {
    const ligne = resultats[0]?.rows[0] as Ligne | undefined
    if (!ligne) return null
    const acteur: Acteur = {
      id: ligne.compte_id,
      nom: ligne.nom,
      prenom: ligne.prenom,
      fonction: ligne.fonction,
      serviceId: ligne.service_id,
      antenneId: ligne.antenne_id,
      juridictionId: ligne.juridiction_id,
      entiteNom: ligne.entite_nom,
      territoire: ligne.territoire,
      fuseau: ligne.fuseau,
      peut: permission => peut(ligne.fonction, permission),
    }
    const envoi = resultats[2]?.rows[0] as LigneEnvoi | undefined
    const deja = envoi?.a
      ? { ...envoi, contenu: envoi.contenu === null ? null : Buffer.from(envoi.contenu, 'hex') }
      : null
    const ouverture = {
      acteur,
      sessionId: ligne.session_id,
      ouverte: ligne.ouverte,
      ferme: ligne.ferme,
      deja,
    }
    const lu = resultats[1]?.rows[0] as { visible: boolean; dossier?: L | null } | undefined
    return {
      ouverture,
      visible: lu?.visible === true,
      dossier: lu?.dossier ? ouvert(lu.dossier, acteur.fuseau) : null,
    }
  }

type Journal = {
  ouverture: { acteur: { id: string }; sessionId: string | null }
  acte: string
  requete: string
}
/**
 * The only writing of readings: a line for each dossier of `source`, whose columns are the dossier
 * and the motive. The base sets the rest.
 */
const lignes = ({ ouverture, acte, requete }: Journal, source: string) =>
  `INSERT INTO acces.journal_lecture (compte_id, session_id, route, dossier_id, motif, requete)
   SELECT ${[ouverture.acteur.id, ouverture.sessionId].map(texte => `${litteral(texte)}::uuid`).join(', ')}, ${litteral(acte)}, v.d, v.m, ${litteral(requete)}
   FROM (${source}) AS v (d, m)`

type PortDeLecture = {
  liens(corps: string): string[]
  suivisAilleurs(dossierIds: string[]): string
}
/**
 * `port` is how the module dossiers finds whom a page leads to, and whom of them the entité of who
 * reads does not follow.
 */
export const lecture =
  (port: PortDeLecture): PortAcces['lecture'] =>
  ({ ouverture, route: acte, dossierId, requete, corps }) => {
    const lies = corps ? port.liens(corps).filter(id => id !== dossierId) : []
    const page = `VALUES (${litteral(dossierId)}::uuid, NULL::text)`
    const ailleurs =
      lies.length > 0
        ? ` UNION ALL SELECT x.id, 'dans une liste' FROM ${port.suivisAilleurs(lies)} AS x (id)`
        : ''
    return lignes({ ouverture, acte, requete }, page + ailleurs)
  }
export const montres: PortAcces['montres'] = ({ montres: qui, ...journal }) =>
  lignes(
    journal,
    `VALUES ${[...qui].map(([id, motif]) => `(${litteral(id)}::uuid, ${litteral(motif)})`).join(', ')}`,
  )

/** One line per dossier touched; the key of the form is on the first only, since it is unique. */
export const ecriture: PortAcces['ecriture'] = ({
  ouverture,
  commande,
  traces,
  champs,
  requete,
  envoi,
  suite,
}) => {
  const liste = champs.map(litteral).join(', ')
  const lignes = traces.map((trace, i) => {
    const unique =
      i === 0
        ? [envoi?.cle, envoi && `\\x${envoi.contenu.toString('hex')}`, suite]
        : [null, null, null]
    const valeurs = [
      ouverture.acteur.id,
      ouverture.sessionId,
      commande,
      trace.dossierId,
      trace.cible,
      trace.motif,
      requete,
      ...unique,
    ]
    return `(${valeurs.map(litteral).join(', ')}, ARRAY[${liste}]::text[])`
  })
  return `INSERT INTO acces.journal_ecriture (compte_id, session_id, commande, dossier_id, cible,
    motif, requete, cle, contenu, suite, champs)
   SELECT v.c::uuid, v.s::uuid, v.n, v.d::uuid, v.x::uuid, v.m, v.r, v.k::uuid, v.h::bytea, v.u, v.l
   FROM (VALUES ${lignes.join(', ')}) AS v (c, s, n, d, x, m, r, k, h, u, l)`
}

type Essai = { compte: Buffer; adresse: Buffer | null }
type Seuils = { minutes: number; echecs: number; comptes: number }
/**
 * Counts one try, unless a measure is full: then how many seconds ago the try that fills it was
 * made, by the clock of the database, which all processes share. Tries of one account come one
 * after the other until the transaction ends.
 */
export async function compterUnEssai(tx: Tx, { compte, adresse }: Essai, seuils: Seuils) {
  const { rows } = await sql<{ compte: number | null; adresse: number | null }>`
    SELECT * FROM acces.compter_un_essai(${compte}, ${adresse}, ${seuils.minutes}, ${seuils.echecs},
      ${seuils.comptes})`.execute(db(tx))
  return rows[0] ?? { compte: null, adresse: null }
}
/** Nobody's tries are kept longer than they serve. */
export const oublierLesVieuxEssais = (tx: Tx) =>
  sql`SELECT acces.oublier_les_vieux_essais()`.execute(db(tx))
type NouvelleSession = {
  compteId: string | null
  hache: string
  empreinte: Buffer
  navigateur: string
  requete: string
}
/**
 * A session of one hour by the clock of the database; null, and none, when the password is wrong or
 * the account closed. Either is in the journal.
 */
export const insererSession = async (tx: Tx, nouvelle: NouvelleSession): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>`
    SELECT acces.ouvrir_session(${nouvelle.compteId}, ${nouvelle.hache}, ${nouvelle.empreinte},
      ${nouvelle.navigateur}, ${nouvelle.requete}) AS id`.execute(db(tx))
  return rows[0]?.id ?? null
}
/** The sign-in before this one, and how many were refused since. */
export async function avantCetteEntree(tx: Tx, compteId: string, sessionId: string | null) {
  const { rows } = await sql<{ derniereA: string | null; refuses: number }>`
    SELECT d.a AS derniere_a, (SELECT count(*)::int FROM acces.journal_ecriture j
      WHERE j.compte_id = ${compteId} AND j.commande = 'acces.entree-refusee'
        AND j.a > coalesce(d.a, '-infinity')) AS refuses
    FROM (SELECT max(a) AS a FROM acces.journal_ecriture
      WHERE compte_id = ${compteId} AND commande = 'acces.entrer'
      AND session_id <> ${sessionId}) d`.execute(db(tx))
  return rows[0] ?? { derniereA: null, refuses: 0 }
}
export const fermerSessionParEmpreinte = (tx: Tx, cle: Buffer) =>
  sql`SELECT acces.fermer_session(${cle})`.execute(db(tx))
/** The latest first. */
export const sessionsDuCompte = (tx: Tx, compteId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('acces.session')
    .select(['id', 'ouverteA', 'vueA', 'expireA', 'fermeeA', 'navigateur'])
    .where('compteId', '=', compteId)
  return lister(requete, { par: ['ouverteA'], cle: ['id'], sens: 'desc' }, tranche)
}
export const fermerSession = (tx: Tx, compteId: string, id: string, instant: string) =>
  db(tx)
    .updateTable('acces.session')
    .set({ fermeeA: instant })
    .where('id', '=', id)
    .where('compteId', '=', compteId)
    .where('fermeeA', 'is', null)
    .returning('id')
    .executeTakeFirst()
/** What the day of a departure ends: done each minute, for nobody writes when a day comes. */
export const fermerLesSessionsCloses = (tx: Tx) =>
  sql`SELECT acces.fermer_les_sessions_closes()`.execute(db(tx))
/** Whoever changes their password ends what was opened with the former one, here excepted. */
export const fermerLesAutres = (tx: Tx, compteId: string, sessionId: string | null) => {
  const ouvertes = db(tx)
    .updateTable('acces.session')
    .set({ fermeeA: sql<string>`now()` })
    .where('compteId', '=', compteId)
  const autres = ouvertes.where('fermeeA', 'is', null).where('expireA', '>', sql<string>`now()`)
  return (sessionId ? autres.where('id', '<>', sessionId) : autres).execute()
}
