import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { agent, antenne, bancDeLAnnuaire, champ } from './organigramme.builder.ts'

type Banc = Awaited<ReturnType<typeof bancDeLAnnuaire>>
let { e, p, admin, dfspip, service, fermer } = {} as Banc
beforeAll(async () => {
  ;({ e, p, admin, dfspip, service, fermer } = await bancDeLAnnuaire())
})
afterAll(() => fermer())

describe('Un service naît et se tient à l’écran (C1.6)', () => {
  it('L’administrateur ajoute un service, une juridiction, un magistrat ; ils sont à l’annuaire', async () => {
    const cree = await admin.envoyer('/annuaire/services/nouveau', {
      nom: 'SPIP des Ardennes',
      departement: '08',
      disp: 'DISP de Strasbourg',
    })
    expect(cree.statut).toBe(303)
    expect((await admin.ouvrir(cree.vers)).texte).toContain('SPIP des Ardennes')
    await admin.envoyer('/annuaire/juridictions/nouvelle', {
      nom: 'Tribunal judiciaire de Charleville',
      ville: 'Charleville',
    })
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Charleville'",
    )
    const url = `/annuaire/juridictions/${rows[0].id}/agents/nouveau`
    expect((await admin.envoyer(url, { ...agent, fonction: 'dpip' })).texte).toContain(
      'Cette fonction est celle d’un service.',
    )
    expect((await admin.envoyer(url, { ...agent, fonction: 'jap' })).statut).toBe(303)
  })
  it('Deux services ne portent pas le même nom, et ce qui était tapé reste', async () => {
    const r = await admin.envoyer('/annuaire/services/nouveau', {
      nom: 'SPIP du Bas-Rhin',
      departement: '67',
      disp: 'DISP de Strasbourg',
    })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('Un service porte déjà ce nom.')
    expect(champ(r.texte, 'nom') || r.texte).toContain('SPIP du Bas-Rhin')
  })
  it('Le DFSPIP ajoute une antenne et un agent chez lui, pas chez le voisin, ni un service', async () => {
    const [ici, ailleurs] = [await service('67'), await service('57')]
    expect(
      (await dfspip.envoyer(`/annuaire/services/${ici}/antennes/nouvelle`, antenne)).statut,
    ).toBe(303)
    expect((await dfspip.envoyer(`/annuaire/services/${ici}/agents/nouveau`, agent)).statut).toBe(
      303,
    )
    expect((await dfspip.ouvrir(`/annuaire/${ici}`)).texte).toMatch(
      /Antenne d’Obernai[\s\S]*Rose Nouvelle/,
    )
    expect(
      (await dfspip.envoyer(`/annuaire/services/${ailleurs}/antennes/nouvelle`, antenne)).texte,
    ).toContain('votre service seulement')
    expect(
      (
        await dfspip.envoyer('/annuaire/services/nouveau', {
          nom: 'SPIP X',
          departement: '99',
          disp: 'X',
        })
      ).statut,
    ).toBe(403)
  })
  it('Un formulaire qui serait refusé n’est pas montré : le DFSPIP lit pourquoi, chez le voisin comme pour un magistrat', async () => {
    const de = async (quoi: string, departement: string) =>
      (
        await e.proprietaire.query(
          `SELECT t.id FROM moyens.${quoi} t JOIN moyens.service s ON s.id = t.service_id WHERE s.departement = $1 LIMIT 1`,
          [departement],
        )
      ).rows[0].id
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const dAutrui = [
      `/annuaire/agents/${await de('agent', '57')}`,
      `/annuaire/antennes/${await de('antenne', '57')}`,
      `/annuaire/services/${await service('57')}/agents/nouveau`,
      `/annuaire/juridictions/${rows[0].id}/agents/nouveau`,
    ]
    for (const adresse of dAutrui) {
      const { statut, texte } = await dfspip.ouvrir(adresse)
      expect(
        [statut, texte.includes('votre service seulement'), texte.includes('Enregistrer')],
        adresse,
      ).toEqual([409, true, false])
      expect((await admin.ouvrir(adresse)).statut, adresse).toBe(200)
    }
    for (const quoi of ['agent', 'antenne'])
      expect((await dfspip.ouvrir(`/annuaire/${quoi}s/${await de(quoi, '67')}`)).statut).toBe(200)
  })
  it('Une antenne qui ferme avant d’ouvrir est refusée à sa place', async () => {
    const r = await dfspip.envoyer(`/annuaire/services/${await service('67')}/antennes/nouvelle`, {
      ...antenne,
      nom: 'À l’envers',
      fermeA: '08:00',
    })
    expect([r.statut, r.texte.includes('La fermeture est avant l’ouverture.')]).toEqual([422, true])
  })
  it('Deux qui modifient la même antenne : le second est prévenu, rien n’est écrasé', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.antenne WHERE nom = 'Antenne d’Obernai'",
    )
    const url = `/annuaire/antennes/${rows[0].id}`
    const empreinte = champ((await dfspip.ouvrir(url)).texte, 'empreinte')
    expect(
      (await admin.envoyer(url, { ...antenne, telephone: '03 39 98 00 02', empreinte })).statut,
    ).toBe(303)
    const second = await dfspip.envoyer(url, { ...antenne, telephone: '03 39 98 00 03', empreinte })
    expect(second.texte).toContain('Cette fiche a changé pendant que vous écriviez')
    expect(
      (
        await e.proprietaire.query('SELECT telephone FROM moyens.antenne WHERE id = $1', [
          rows[0].id,
        ])
      ).rows,
    ).toEqual([{ telephone: '03 39 98 00 02' }])
  })
  it('Qui est déjà parti avec des dossiers s’enregistre, par l’administrateur aussi : c’est dit avant, l’accès se ferme, le DPIP les trouve', async () => {
    const url = `/annuaire/agents/${await e.agent('ts.67')}`
    const lui = await new Navigateur(p).entrer('ts.67')
    expect((await lui.ouvrir('/')).texte).toContain('Ma journée du')
    const page = (await admin.ouvrir(url)).texte
    expect(page).toMatch(/Cet agent suit \d+ dossiers\. Le départ s’enregistre quand même/)
    expect((await dfspip.ouvrir(url)).texte).toMatch(/Cet agent suit \d+ dossiers/)
    const saisie = {
      prenom: champ(page, 'prenom') || 'Ana',
      nom: 'Partante',
      fonction: 'travailleur_social',
      arriveLe: '2020-01-01',
      partiLe: '2026-11-23',
      empreinte: champ(page, 'empreinte'),
    }
    expect((await admin.envoyer(url, saisie)).statut).toBe(303)
    expect((await lui.ouvrir('/')).texte).not.toContain('Ma journée du')
    await expect(new Navigateur(p).entrer('ts.67')).rejects.toThrow()
    const journee = (await (await new Navigateur(p).entrer('dpip.67')).ouvrir('/')).texte
    expect(journee.replaceAll(/<[^>]+>/g, ' ')).toMatch(
      /Partante\s+Parti le\s+23\/11\/2026\s+\d+ dossiers à passer/,
    )
    const retour = champ((await admin.ouvrir(url)).texte, 'empreinte')
    expect((await admin.envoyer(url, { ...saisie, partiLe: '', empreinte: retour })).statut).toBe(
      303,
    )
    // A session that the departure closed stays closed: who comes back signs in again (ADR 0049).
    expect((await lui.ouvrir('/')).texte).not.toContain('Ma journée du')
    expect((await (await new Navigateur(p).entrer('ts.67')).ouvrir('/')).texte).toContain(
      'Ma journée du',
    )
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.agent WHERE nom = 'Nouvelle' AND fonction = 'travailleur_social'",
    )
    const sansDossier = (await dfspip.ouvrir(`/annuaire/agents/${rows[0].id}`)).texte
    expect(sansDossier).not.toContain('Cet agent suit')
    const avantLArrivee = {
      ...agent,
      partiLe: '2026-01-01',
      empreinte: champ(sansDossier, 'empreinte'),
    }
    expect((await dfspip.envoyer(`/annuaire/agents/${rows[0].id}`, avantLArrivee)).texte).toContain(
      'Le départ est avant l’arrivée.',
    )
  })
})

describe('Une antenne qui ferme', () => {
  it('reste à l’annuaire de qui la tient, sort des choix, et l’on n’y convoque plus', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.antenne WHERE nom = 'Antenne d’Obernai'",
    )
    const url = `/annuaire/antennes/${rows[0].id}`
    const empreinte = champ((await dfspip.ouvrir(url)).texte, 'empreinte')
    expect((await dfspip.envoyer(url, { ...antenne, fermeeLe: LE, empreinte })).statut).toBe(303)
    expect((await dfspip.ouvrir(`/annuaire/${await service('67')}`)).texte).toContain(
      'fermée le 24/11/2026',
    )
    const ts = await new Navigateur(p).entrer('ts.67')
    expect((await ts.ouvrir('/dossiers/nouveau')).texte).not.toContain('Obernai')
    const { rows: suivis } = await e.proprietaire.query(
      "SELECT p.dossier_id AS d FROM dossiers.prise_en_charge p JOIN dossiers.dossier x USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id) WHERE p.fin_a IS NULL AND x.clos_a IS NULL AND p.service_id = $1 AND m.fin_le > '2027-06-01' LIMIT 1",
      [await service('67')],
    )
    const convocation = {
      le: '2026-12-01',
      heure: '10:00',
      dureeMinutes: '45',
      type: 'suivi',
      agentId: await e.agent('ts.67'),
      lieuId: rows[0].id,
    }
    expect((await ts.envoyer(`/dossiers/${suivis[0].d}/convoquer`, convocation)).texte).toContain(
      'Ce lieu est fermé depuis le mardi 24 novembre 2026.',
    )
  })
})
