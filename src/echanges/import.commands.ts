import { createHash } from 'node:crypto'
import { type Context, command, type Trace } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused } from '../platform/refusal.ts'
import { lireConnus } from './connus.lecture.ts'
import { ecrireLigne } from './ecriture.gestes.ts'
import { colonneDe, lire } from './fichier.lecture.ts'
import { type Champs, etatCivil, memePersonne } from './fichier.rules.ts'
import { juger } from './import.examen.ts'
import { choisirForm, confirmerForm, deposerForm, importForm } from './import.forms.ts'
import * as store from './import.store.ts'
import { type Verifiee, verifier } from './verification.examen.ts'

/** One transaction each: small enough to stop and resume, large enough not to be slow. */
const LIGNES_PAR_EXAMEN = 200
const LIGNES_PAR_ECRITURE = 50
const refus = (code: string, message: string) => new Refused([{ code, message }])

export const deposer = command({
  name: 'echanges.deposer',
  permission: 'import:faire',
  aQui: 'entite',
  input: deposerForm,
  contraintes: {
    un_import_en_cours_par_fichier: 'Ce fichier est déjà en cours d’import dans votre service.',
  },
  async run(tx, { fichier }, context) {
    const serviceId = serviceDe(context)
    const empreinte = createHash('sha256').update(fichier.octets).digest()
    const deja = await store.memeFichier(tx, serviceId, empreinte)
    if (deja && deja.etat !== 'termine') return { importId: deja.id, reprise: true }
    const { format, inconnues, lignes } = lire(fichier.octets)
    const connus = await lireConnus(tx, serviceId, context.aujourdhui)
    const verifiees = lignes.map(ligne => verifier(ligne, connus, context.aujourdhui))
    const { id } = await store.insererImport(tx, {
      serviceId,
      format,
      fichierNom: fichier.nom,
      fichierSha256: empreinte,
      lignes: lignes.length,
      deposePar: context.acteur.id,
    })
    await store.insererLignes(tx, id, regrouper(verifiees, inconnues))
    return { importId: id, reprise: false }
  },
  journal: (_input, { importId }) => ({ cible: importId }),
})

/**
 * Compares the next lines with the base; once all are compared, the preview can be read. Nothing is
 * written in a dossier.
 */
export const examiner = command({
  name: 'echanges.examiner',
  permission: 'import:faire',
  aQui: 'entite',
  input: importForm,
  async run(tx, { importId }, context) {
    const i = trouver(await store.verrouillerImport(tx, importId))
    if (i.etat !== 'examen') return { importId, reste: false }
    const lignes = await store.lignesAFaire(tx, importId, {
      actions: ['a_examiner'],
      limite: LIGNES_PAR_EXAMEN,
    })
    await store.noterExamen(
      tx,
      importId,
      await juger(tx, context, lignes, { serviceId: serviceDe(context), voie: 'import' }),
    )
    const reste = lignes.length === LIGNES_PAR_EXAMEN
    if (!reste) await store.changerEtat(tx, importId, { etat: 'apercu' })
    return { importId, reste }
  },
  journal: ({ importId }) => ({ cible: importId }),
})

/**
 * The agent says who a line is about: a new person, one of the look-alikes, or nobody to import.
 */
export const choisir = command({
  name: 'echanges.choisir',
  permission: 'import:faire',
  aQui: 'entite',
  input: choisirForm,
  async run(tx, { importId, numero, choix }, context) {
    await enApercu(tx, importId)
    const [ligne] = await store.lignesAFaire(tx, importId, {
      actions: ['a_choisir', 'creer', 'completer', 'identique', 'ailleurs', 'ignoree'],
      limite: 1,
      seule: numero,
    })
    await store.noterChoix(tx, importId, numero, choix)
    await store.noterExamen(
      tx,
      importId,
      await juger(tx, context, [{ ...trouver(ligne), choix }], {
        serviceId: serviceDe(context),
        voie: 'import',
      }),
    )
    return { importId }
  },
  journal: ({ importId }) => ({ cible: importId }),
})

export const confirmer = command({
  name: 'echanges.confirmer',
  permission: 'import:faire',
  aQui: 'entite',
  input: confirmerForm,
  async run(tx, { importId, remplacer }, { maintenant }) {
    await enApercu(tx, importId)
    await store.changerEtat(tx, importId, {
      etat: 'ecriture',
      remplacer,
      confirmeA: maintenant.toString(),
    })
    return { importId }
  },
  journal: ({ importId }) => ({ cible: importId }),
})

/**
 * Writes the next lines, all or none: a process killed here is resumed by sending this command
 * again.
 */
export const ecrire = command({
  name: 'echanges.ecrire',
  permission: 'import:faire',
  aQui: 'entite',
  input: importForm,
  async run(tx, { importId }, context) {
    const i = trouver(await store.verrouillerImport(tx, importId))
    if (i.etat !== 'ecriture')
      return { importId, reste: false, ecrites: [] satisfies store.Ecrite[] }
    const lignes = await store.lignesAFaire(tx, importId, {
      actions: ['creer', 'completer'],
      limite: LIGNES_PAR_ECRITURE,
    })
    // Two people of one file may look alike: what this import has just opened is not what the agent
    // has not seen.
    const siens = new Set(await store.dossiersEcrits(tx, importId))
    const jugees = await juger(tx, context, lignes, {
      serviceId: serviceDe(context),
      voie: 'ecriture',
      sauf: siens,
    })
    const ecrites: store.Ecrite[] = []
    for (const [nombre, ligne] of lignes.entries())
      ecrites.push(
        await ecrireLigne(tx, context, { ligne, jugee: jugees[nombre], remplacer: i.remplacer }),
      )
    await store.noterEcriture(tx, importId, ecrites)
    const reste = lignes.length === LIGNES_PAR_ECRITURE
    if (!reste) {
      await store.changerEtat(tx, importId, {
        etat: 'termine',
        termineA: context.maintenant.toString(),
      })
      await store.effacerLesValeurs(tx, importId)
    }
    return { importId, reste, ecrites }
  },
  journal: ({ importId }, { ecrites }): [Trace, ...Trace[]] => [
    { cible: importId },
    ...ecrites.flatMap(ecrite =>
      ecrite.dossierId ? [{ dossierId: ecrite.dossierId, cible: importId }] : [],
    ),
  ],
})

export const abandonner = command({
  name: 'echanges.abandonner',
  permission: 'import:faire',
  aQui: 'entite',
  input: importForm,
  async run(tx, { importId }) {
    const i = trouver(await store.verrouillerImport(tx, importId))
    if (i.etat === 'termine')
      throw refus('deja_termine', 'Cet import est terminé : il ne s’abandonne plus.')
    await store.changerEtat(tx, importId, { etat: 'abandonne' })
    await store.effacerLesValeurs(tx, importId)
    return { importId }
  },
  journal: ({ importId }) => ({ cible: importId }),
})

/**
 * The import, locked, as long as nothing is written yet: choices and the confirmation are for then.
 */
async function enApercu(tx: Tx, importId: string): Promise<void> {
  const { etat } = trouver(await store.verrouillerImport(tx, importId))
  if (etat !== 'apercu')
    throw refus('pas_en_apercu', 'Cet import n’est plus à l’aperçu : rechargez la page.')
}

function serviceDe({ acteur }: Context): string {
  if (!acteur.serviceId)
    throw refus('sans_service', 'Un import se fait dans un service : ce compte n’en a pas.')
  return acteur.serviceId
}

/**
 * Lines about one person become one: the first carries the sheet and every measure, the others say
 * which one they follow.
 */
function regrouper(verifiees: Verifiee[], inconnues: string[]): store.NouvelleLigne[] {
  type Tete = { champs: Champs; ligne: store.NouvelleLigne }
  const tetes = new Map<string, Tete[]>()
  const cles = (champs: Champs) => [
    etatCivil(champs),
    ...(champs.numeroAppi ? [champs.numeroAppi.toUpperCase()] : []),
  ]
  return verifiees.map(({ numero, valeurs, champs, fautes, avertissements }, rang) => {
    const enPlus =
      rang === 0 && inconnues.length
        ? [{ colonne: null, message: `Colonnes non lues : ${inconnues.join(', ')}.` }]
        : []
    const base = { numero, fautes, avertissements: [...enPlus, ...avertissements] }
    const ecrit = {
      nom: champs.nom ?? '',
      prenoms: champs.prenoms ?? '',
      naissance: champs.naissanceLe ?? '',
    }
    if (!valeurs) return { ...base, groupe: numero, valeurs: ecrit, action: 'fautive' }
    const mesures = valeurs.mesure ? [valeurs.mesure] : []
    const attentes = valeurs.enAttente ? [valeurs.enAttente] : []
    const tete = cles(champs)
      .flatMap(cle => tetes.get(cle) ?? [])
      .find(table => memePersonne(table.champs, champs))?.ligne
    if (tete) {
      base.avertissements.push(...fondre(tete, valeurs.personne, champs, numero))
      tete.valeurs.mesures?.push(...mesures)
      tete.valeurs.attentes?.push(...attentes)
      return { ...base, groupe: tete.numero, valeurs: ecrit, action: 'suite' }
    }
    const ligne: store.NouvelleLigne = {
      ...base,
      groupe: numero,
      valeurs: { ...ecrit, personne: valeurs.personne, mesures, attentes },
      action: 'a_examiner',
    }
    for (const cle of cles(champs)) tetes.set(cle, [...(tetes.get(cle) ?? []), { champs, ligne }])
    return ligne
  })
}

/**
 * A later line of the same person fills what the first left blank; where they differ the first is
 * kept, and it is said.
 */
function fondre(
  tete: store.NouvelleLigne,
  personne: Record<string, unknown>,
  champs: Champs,
  numero: number,
) {
  const fiche = tete.valeurs.personne as Record<string, unknown>
  return Object.entries(personne).flatMap(([champ, valeur]) => {
    const vide =
      fiche[champ] === undefined ||
      fiche[champ] === false ||
      (Array.isArray(fiche[champ]) && fiche[champ].length === 0)
    if (vide) fiche[champ] = valeur
    if (vide || JSON.stringify(fiche[champ]) === JSON.stringify(valeur) || !(champ in champs))
      return []
    return [
      {
        colonne: colonneDe(champ),
        message: `Diffère de la ligne ${tete.numero}, qui est gardée (ligne ${numero}).`,
      },
    ]
  })
}
