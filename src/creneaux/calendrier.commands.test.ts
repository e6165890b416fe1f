import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { Interdit, Introuvable } from '../platform/introuvable.ts'
import { ecouter, lecteurs, refus } from './calendrier.builder.ts'
import { tenirAgenda, tenirLieu, tenirType } from './calendrier.commands.ts'

const publies = ecouter()
let e: Essai
let dpip: string
let ts: string
let voisin: string
let lieu: string
let sql: ReturnType<typeof lecteurs>['sql']
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ sql } = lecteurs(e))
  ;[dpip = '', ts = '', voisin = ''] = await Promise.all(
    ['dpip.67', 'ts.67', 'dpip.57'].map(c => e.agent(c)),
  )
  lieu =
    (
      await sql<{ id: string }>(
        "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Strasbourg'",
      )
    )[0]?.id ?? ''
})
beforeEach(() => {
  publies.length = 0
})
afterAll(() => e.fermer())

const type = {
  libelle: 'Entretien d’été',
  fonctions: ['travailleur_social', 'dpip'],
  dureeMinutes: 50,
  collectif: 'non' as const,
  modalite: 'visio' as const,
  annonce: 'Un entretien.',
  rappel1: 2,
  rappel2: 48,
  besoinParSemaine: 10,
}
const lireType = async (cle: string) =>
  (
    await sql<Record<string, unknown>>(
      "SELECT t.* FROM creneaux.type t JOIN moyens.service s ON s.id = t.entite_id WHERE s.departement = '67' AND t.cle = $1",
      [cle],
    )
  )[0]

describe('Les types de convocation sont des données du service', () => {
  test('les seize types du terrain sont là, onze au service, cinq au tribunal', async () => {
    const combien = async (table: string) =>
      (
        await sql<{ n: number }>(
          `SELECT count(*)::int AS n FROM creneaux.type t JOIN moyens.${table} e ON e.id = t.entite_id WHERE t.d_origine GROUP BY e.id`,
        )
      ).map(r => r.n)
    expect(new Set(await combien('service'))).toEqual(new Set([11]))
    expect(new Set(await combien('juridiction'))).toEqual(new Set([5]))
  })
  test('un service en ajoute un : sa clé vient de ses mots, ses rappels vont du plus tôt au plus tard', async () => {
    expect(await executer(e.hote, dpip, tenirType, type)).toMatchObject({ cle: 'entretien_d_ete' })
    expect(await lireType('entretien_d_ete')).toMatchObject({
      libelle: 'Entretien d’été',
      duree_minutes: 50,
      modalite: 'visio',
      rappels_heures: [48, 2],
      besoin_par_semaine: 10,
      actif: true,
      d_origine: false,
      version: 1,
    })
  })
  test('deux types n’ont pas le même nom ; deux noms qui se ressemblent ont deux clés', async () => {
    expect(await refus(executer(e.hote, dpip, tenirType, type))).toEqual(['un_libelle_par_type'])
    expect(
      await executer(e.hote, dpip, tenirType, { ...type, libelle: 'Entretien d’Été' }),
    ).toMatchObject({ cle: 'entretien_d_ete_2' })
  })
  test('modifié et mis de côté : jamais effacé ; ce qu’un autre a écrit entre-temps n’est pas écrasé', async () => {
    await executer(e.hote, dpip, tenirType, {
      ...type,
      cle: 'suivi',
      version: 1,
      libelle: 'Suivi',
      ecarte: 'oui',
    })
    expect(await lireType('suivi')).toMatchObject({ libelle: 'Suivi', actif: false, version: 2 })
    expect(
      await refus(
        executer(e.hote, dpip, tenirType, { ...type, cle: 'suivi', version: 1, libelle: 'Autre' }),
      ),
    ).toEqual(['modifie_entretemps'])
    await executer(e.hote, dpip, tenirType, {
      ...type,
      cle: 'suivi',
      version: 2,
      libelle: 'Convocation de suivi SPIP',
    })
    expect(await lireType('suivi')).toMatchObject({ actif: true, version: 3 })
  })
  test('refusé : sans fonction ; devenir collectif quand des plages l’ouvrent ; sans ce droit ; un type du tribunal', async () => {
    expect(
      await refus(executer(e.hote, dpip, tenirType, { ...type, libelle: 'X', fonctions: [] })),
    ).toEqual(['sans_fonction'])
    expect(
      await refus(
        executer(e.hote, dpip, tenirType, {
          ...type,
          cle: 'premiere',
          version: 1,
          collectif: 'oui',
        }),
      ),
    ).toEqual(['plages_en_vigueur'])
    await expect(executer(e.hote, ts, tenirType, type)).rejects.toBeInstanceOf(Interdit)
    await expect(
      executer(e.hote, dpip, tenirType, { ...type, cle: 'suivi_jap', version: 1 }),
    ).rejects.toBeInstanceOf(Introuvable)
  })
})

const annexe = {
  nom: 'Annexe',
  adresse: '3 place du Marché',
  codePostal: '67000',
  commune: 'Strasbourg',
  ouvreA: '09:00',
  fermeA: '17:00',
}
describe('Lieux et agendas', () => {
  test('un lieu à soi garde les jours fériés du service ; son nom public est neutre', async () => {
    const { lieuId } = await executer(e.hote, dpip, tenirLieu, {
      ...annexe,
      nomPublic: 'Maison des habitants',
    })
    const [lu] = await sql(
      'SELECT nom, nom_public, territoire, adresse_complete FROM creneaux.v_lieu WHERE lieu_id = $1',
      [lieuId],
    )
    expect(lu).toEqual({
      nom: 'Annexe',
      nom_public: 'Maison des habitants',
      territoire: 'alsace-moselle',
      adresse_complete: '3 place du Marché, 67000 Strasbourg',
    })
    expect(
      await refus(executer(e.hote, dpip, tenirLieu, { ...annexe, nomPublic: 'SPIP' })),
    ).toEqual(['nom_revelateur'])
    expect(await refus(executer(e.hote, dpip, tenirLieu, { nom: 'Sans adresse' }))).toEqual([
      'incomplet',
    ])
  })
  test('une antenne garde son nom et son adresse de l’annuaire, quoi qu’on envoie', async () => {
    await executer(e.hote, dpip, tenirLieu, {
      ...annexe,
      lieuId: lieu,
      version: 1,
      acces: 'Tram A',
      ouvreA: undefined,
      fermeA: undefined,
    })
    const [lu] = await sql<Record<string, unknown>>(
      'SELECT nom, acces, ouvre_a, adresse FROM creneaux.v_lieu WHERE lieu_id = $1',
      [lieu],
    )
    expect(lu).toMatchObject({ nom: 'Antenne de Strasbourg', acces: 'Tram A' })
    expect(lu?.adresse).not.toBe(annexe.adresse)
    expect(publies).toEqual([])
  })
  test('fermer un lieu publie le fait, une fois ; le fermer plus tard que dit ne prend rien à personne', async () => {
    const { lieuId } = await executer(e.hote, dpip, tenirLieu, { ...annexe, nom: 'Annexe 2' })
    const fermer = (version: number, fermeLe: string) =>
      executer(e.hote, dpip, tenirLieu, { ...annexe, nom: 'Annexe 2', lieuId, version, fermeLe })
    await fermer(1, '2027-01-15')
    expect(publies).toEqual([
      expect.objectContaining({
        motif: 'fermeture',
        lieuId,
        agendaId: null,
        du: '2027-01-15T00:00',
        au: null,
      }),
    ])
    await fermer(2, '2027-02-15')
    expect(publies).toHaveLength(1)
    await fermer(3, '2027-01-01')
    expect(publies).toHaveLength(2)
    expect(await refus(fermer(1, '2027-01-01'))).toEqual(['modifie_entretemps'])
    expect(
      await refus(executer(e.hote, voisin, tenirLieu, { ...annexe, lieuId, version: 4 })),
    ).toEqual(['autre_service'])
  })
  test('un agenda partagé s’ouvre, se renomme, se ferme ; ses convocations à venir sont alors à décider', async () => {
    const { agendaId } = await executer(e.hote, dpip, tenirAgenda, {
      nom: 'Bureau 12',
      lieuId: lieu,
    })
    await executer(e.hote, dpip, tenirAgenda, {
      agendaId,
      version: 1,
      nom: 'Bureau 14',
      lieuId: lieu,
      fermeLe: '2026-12-24',
    })
    expect(publies).toEqual([
      expect.objectContaining({
        motif: 'fermeture',
        agendaId,
        lieuId: null,
        du: '2026-12-24T00:00',
        au: null,
      }),
    ])
    expect(
      await refus(
        executer(e.hote, dpip, tenirAgenda, {
          agendaId,
          version: 1,
          nom: 'Bureau 15',
          lieuId: lieu,
        }),
      ),
    ).toEqual(['modifie_entretemps'])
  })
  test('refusé : deux agendas du même nom, dans le lieu d’un autre, pour l’agent d’un autre, changer de lieu, sans ce droit', async () => {
    const { agendaId } = await executer(e.hote, dpip, tenirAgenda, {
      nom: 'Bureau 1',
      lieuId: lieu,
    })
    expect(
      await refus(executer(e.hote, dpip, tenirAgenda, { nom: 'Bureau 1', lieuId: lieu })),
    ).toEqual(['un_nom_par_agenda_du_lieu'])
    expect(
      await refus(executer(e.hote, voisin, tenirAgenda, { nom: 'Chez eux', lieuId: lieu })),
    ).toEqual(['lieu_d_un_autre'])
    expect(
      await refus(
        executer(e.hote, dpip, tenirAgenda, { nom: 'À lui', lieuId: lieu, agentId: voisin }),
      ),
    ).toEqual(['agent_d_un_autre'])
    expect(
      await refus(
        executer(e.hote, dpip, tenirAgenda, {
          agendaId,
          version: 1,
          nom: 'Bureau 1',
          lieuId: lieu,
          agentId: ts,
        }),
      ),
    ).toEqual(['agenda_deplace'])
    await expect(
      executer(e.hote, ts, tenirAgenda, { nom: 'Le mien', lieuId: lieu }),
    ).rejects.toBeInstanceOf(Interdit)
  })
})
