import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { aEnvoyer, formulaires } from '../../tests/invariants/page.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { corrigerObligations } from '../mesures/obligation.commands.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { commencerRapport, soumettre, transmettre } from './magistrats.commands.ts'
import { valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let juridictionId = ''
let n = 0
const entres = new Map<string, Navigateur>()
const nav = async (qui: string) => {
  const lui = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, lui)
  return lui
}
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  juridictionId = (
    await e.proprietaire.query("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  ).rows[0].id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const par = async (qui: string, commande: Parameters<typeof executer>[2], saisie: object) =>
  (await executer(e.hote, await e.agent(qui), commande, saisie as never)) as {
    dossierId: string
    mesureId: string
    rapportId: string
  }
const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2026-03-10',
  debutLe: '2026-03-10',
  dureeMois: '24',
}
async function rapportCommence(echeanceLe?: string) {
  n += 1
  const { dossierId } = await par('ts.67', creerDossier, {
    nom: `Périmée${n}`,
    prenoms: 'Léa',
    naissanceLe: '1990-01-31',
    confirme: 'oui',
  })
  const obligations = [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-45, 3°' }]
  const { mesureId } = await par('ts.67', saisirMesure, {
    ...faits,
    juridictionId,
    dossierId,
    obligations,
  })
  const { rapportId } = await par('ts.67', commencerRapport, {
    dossierId,
    nature: 'suivi',
    titre: `Suivi ${n}`,
    ...(echeanceLe ? { echeanceLe } : {}),
  })
  return { dossierId, mesureId, rapportId, adresse: `/dossiers/${dossierId}/rapports/${rapportId}` }
}
type R = Awaited<ReturnType<typeof rapportCommence>>
let version = 1
const changer = (r: R, articles: string[]) =>
  par('ts.67', corrigerObligations, {
    dossierId: r.dossierId,
    mesureId: r.mesureId,
    version: version++,
    motif: 'Jugement relu',
    fondement: 'erreur_de_saisie',
    obligations: articles.map(article => ({ article })),
  })
const envoyer = async (qui: string, r: R, commande: Parameters<typeof executer>[2]) =>
  par(qui, commande, r)
const SOINS = 'traitements'
const CHANGE = /ont changé depuis/

describe('Un rapport dont les obligations ont changé depuis', () => {
  it('le dit à qui écrit et à qui valide ; un geste met la partie à jour avant la validation, et les mots de qui écrit restent', async () => {
    version = 1
    const r = await rapportCommence()
    const page = async (qui: string, suite = '') =>
      (await (await nav(qui)).ouvrir(r.adresse + suite)).texte
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).not.toMatch(CHANGE)
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).toMatch(CHANGE)
    // Changed back: as before, nothing is to be said.
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 3°'])
    for (const suite of ['', '/ecrire']) expect(await page('ts.67', suite)).not.toMatch(CHANGE)
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    await envoyer('ts.67', r, soumettre)
    expect(await page('dpip.67')).toMatch(CHANGE)
    expect(
      (await (await nav('dpip.67')).envoyer(`${r.adresse}/actualiser`, {}, r.adresse)).vers,
    ).toBe(r.adresse)
    const apres = await page('dpip.67')
    expect(apres).not.toMatch(CHANGE)
    const { rows } = await e.proprietaire.query(
      "SELECT texte FROM magistrats.rapport_section WHERE rapport_id = $1 AND source = 'mesure'",
      [r.rapportId],
    )
    expect([rows[0].texte.includes(SOINS), rows[0].texte.includes('132-45, 2°')]).toEqual([
      false,
      true,
    ])
    const gardees = await e.proprietaire.query(
      'SELECT 1 FROM magistrats.rapport_version WHERE rapport_id = $1',
      [r.rapportId],
    )
    expect(gardees.rowCount).toBe(1)
  })

  it('s’écrit à jour d’un geste dans la page, ou par la parole de qui écrit', async () => {
    version = 1
    const r = await rapportCommence()
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const n = await nav('ts.67')
    const champs = (texte: string) =>
      Object.fromEntries(
        formulaires(texte, '/')
          .filter(f => aEnvoyer(f).some(([nom]) => nom === 'version'))
          .flatMap(f => aEnvoyer(f)),
      )
    const ouverte: Record<string, string> = champs((await n.ouvrir(`${r.adresse}/ecrire`)).texte)
    const misAJour = await n.envoyer(`${r.adresse}/ecrire`, {
      ...ouverte,
      'sections[1][texte]': 'Mes mots',
      _geste: 'actualiser',
    })
    const prete = champs(misAJour.texte)
    expect([
      prete.aJour,
      prete['sections[1][texte]'],
      prete['sections[0][texte]']?.includes(SOINS),
    ]).toEqual(['oui', 'Mes mots', false])
    // Something else changes before it is recorded: what was said of the former change does not
    // hold for this one.
    await changer(r, ['CP 132-45, 1°'])
    expect((await n.envoyer(`${r.adresse}/ecrire`, prete)).statut).toBe(303)
    const encore = (await n.ouvrir(`${r.adresse}/ecrire`)).texte
    expect(encore).toMatch(CHANGE)
    expect(champs(encore).aJour).toBeUndefined()
    expect(
      (await n.envoyer(`${r.adresse}/ecrire`, { ...champs(encore), aJour: 'oui' })).statut,
    ).toBe(303)
    expect((await n.ouvrir(r.adresse)).texte).not.toMatch(CHANGE)
  })

  it('transmis, ne change pas d’un mot ; son lecteur l’apprend avec le jour, et voit ce qui est en vigueur', async () => {
    version = 1
    const r = await rapportCommence()
    await envoyer('ts.67', r, soumettre)
    await envoyer('dpip.67', r, valider)
    await envoyer('ts.67', r, transmettre)
    const texteDe = async () =>
      (
        await e.proprietaire.query(
          'SELECT texte FROM magistrats.rapport_section WHERE rapport_id = $1 ORDER BY rang',
          [r.rapportId],
        )
      ).rows
    const avant = await texteDe()
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const { texte } = await (await nav('jap.strasbourg')).ouvrir(r.adresse)
    expect(texte).toMatch(
      /Les obligations de la mesure ont changé depuis ce rapport, le \d\d\/\d\d\/\d{4}/,
    )
    expect(/La mesure aujourd’hui[\s\S]*?<\/section>/.exec(texte)?.[0]).toMatch(
      /Sursis probatoire[\s\S]*132-45, 2°/,
    )
    expect(texte).not.toContain('Mettre à jour la partie')
    await expect(
      envoyer('dpip.67', r, (await import('./fraicheur.commands.ts')).actualiserRapport),
    ).rejects.toThrow('ne se met plus à jour')
    expect(await texteDe()).toEqual(avant)
  })
})

describe('Valider ce qui a été lu, et revenir sur une validation', () => {
  it('une page ouverte avant le changement est refusée, l’avertissement se lit, le second clic passe', async () => {
    version = 1
    const r = await rapportCommence()
    await envoyer('ts.67', r, soumettre)
    const n = await nav('dpip.67')
    const champs = (texte: string) =>
      Object.fromEntries(
        formulaires(texte, '/')
          .filter(f => aEnvoyer(f).some(([nom]) => nom === 'changementVu'))
          .flatMap(f => aEnvoyer(f)),
      )
    const ouverte = champs((await n.ouvrir(r.adresse)).texte)
    await changer(r, ['CP 132-45, 1°', 'CP 132-45, 2°'])
    const refus = await n.envoyer(`${r.adresse}/valider`, ouverte)
    expect([
      refus.statut,
      refus.texte.includes(
        'La mesure ou ses obligations ont changé depuis que vous avez ouvert cette page',
      ),
    ]).toEqual([422, true])
    expect(refus.texte).toMatch(/Est maintenant : <ins>[^<]*132-45, 2°/)
    // The text itself, put right by the writer’s side, is another page to read.
    await n.envoyer(`${r.adresse}/actualiser`, {}, r.adresse)
    const autre = await n.envoyer(`${r.adresse}/valider`, champs(refus.texte))
    expect([autre.statut, autre.texte.includes('Le texte de ce rapport a changé')]).toEqual([
      422,
      true,
    ])
    expect((await n.envoyer(`${r.adresse}/valider`, champs(autre.texte))).statut).toBe(303)
  })

  it('validé, pas transmis : la direction du service retire la validation, dit pourquoi ; le PDF suivant remplace l’autre ; transmis, c’est refusé', async () => {
    const { retirerValidation } = await import('./validation.commands.ts')
    const r = await rapportCommence()
    const sha = async () =>
      (
        await e.proprietaire.query<{ s: string }>(
          "SELECT encode(sha256, 'hex') AS s FROM magistrats.rapport_pdf WHERE rapport_id = $1",
          [r.rapportId],
        )
      ).rows[0]?.s
    const retirer = (qui: string, plus: object = {}) =>
      par(qui, retirerValidation, {
        dossierId: r.dossierId,
        rapportId: r.rapportId,
        vers: 'soumis',
        motifDeReprise: 'Une obligation manque',
        ...plus,
      })
    await envoyer('ts.67', r, soumettre)
    await expect(retirer('dpip.67')).rejects.toThrow('n’est pas validé')
    await envoyer('dpip.67', r, valider)
    const premier = await sha()
    await expect(retirer('ts.67')).rejects.toThrow('Votre fonction ne permet pas cet acte')
    await expect(retirer('dpip.67', { motifDeReprise: '' })).rejects.toThrow('Dites pourquoi')
    expect((await (await nav('dpip.67')).ouvrir(r.adresse)).texte).toContain(
      'Retirer la validation',
    )
    await retirer('dpip.67')
    const relu = (await (await nav('ts.67')).ouvrir(r.adresse)).texte
    expect(relu).toContain('Validation retirée : Une obligation manque')
    expect(relu).not.toContain('Empreinte SHA-256')
    expect((await (await nav('ts.67')).ouvrir(`${r.adresse}/rapport.pdf`)).statut).toBe(404)
    expect((await (await nav('ts.67')).ouvrir('/pour-moi?par=100')).texte).toContain(
      'La validation de votre rapport est retirée',
    )
    await envoyer('dpip.67', r, valider)
    await retirer('dpip.67', { vers: 'renvoye' })
    expect((await (await nav('ts.67')).ouvrir('/pour-moi?par=100')).texte).toContain(
      'Rapport à reprendre',
    )
    const { rows } = await e.proprietaire.query(
      'SELECT version FROM magistrats.rapport WHERE id = $1',
      [r.rapportId],
    )
    const { ecrireRapport } = await import('./magistrats.commands.ts')
    await par('ts.67', ecrireRapport, {
      ...r,
      version: rows[0].version,
      titre: 'Repris',
      sections: [{ titre: 'Suivi', texte: 'Autre texte.' }],
    })
    await envoyer('ts.67', r, soumettre)
    await envoyer('dpip.67', r, valider)
    expect(await sha()).not.toBe(premier)
    await expect(
      e.proprietaire.query(
        "UPDATE magistrats.rapport_pdf SET pdf = 'x', sha256 = sha256('x') WHERE rapport_id = $1",
        [r.rapportId],
      ),
    ).rejects.toThrow('ne change plus')
    await envoyer('ts.67', r, transmettre)
    await expect(retirer('dpip.67')).rejects.toThrow('chez le magistrat')
  })
})

describe('« Rapport suivant »', () => {
  it('mène par échéance à travers toute la pile de qui valide, chacun une fois, et revient au premier', async () => {
    version = 1
    const dates = [30, 10, 20].map(jours => ajouterJours(LE, jours))
    const rapports: R[] = []
    for (const le of dates) {
      const r = await rapportCommence(le)
      await envoyer('ts.67', r, soumettre)
      rapports.push(r)
    }
    const pile = (
      await e.proprietaire.query(
        `SELECT r.id FROM magistrats.rapport r JOIN dossiers.v_prise_en_charge_actuelle p USING (dossier_id)
         WHERE r.etat = 'soumis' AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)`,
        [await e.agent('dpip.67')],
      )
    ).rows.map(l => l.id)
    const dpip = await nav('dpip.67')
    let ici = rapports[1]?.adresse ?? ''
    const vus: string[] = []
    do {
      vus.push(ici)
      const { texte } = await dpip.ouvrir(ici)
      ici = /href="([^"]+)"[^>]*>\s*Rapport suivant/.exec(texte)?.[1] ?? ''
    } while (ici && !vus.includes(ici))
    expect(ici).toBe(vus[0])
    expect(vus.length).toBe(pile.length)
    const rang = (i: number) => vus.indexOf(rapports[i]?.adresse ?? '')
    expect([rang(1) < rang(2), rang(2) < rang(0)]).toEqual([true, true])
    expect((await (await nav('ts.67')).ouvrir(rapports[0]?.adresse ?? '')).texte).not.toContain(
      'Rapport suivant',
    )
  })
})
